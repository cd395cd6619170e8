package dev.presently.api.presence;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Responses;
import dev.presently.core.contact.Jid;
import dev.presently.core.history.HistoryCursor;
import dev.presently.core.history.HistorySubject;
import dev.presently.core.history.ReadHistory;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GET /api/sessions/{session}/presence/{chatId}/history}: the changes of a person or of a
 * group's participants, newest first.
 */
public final class GetPresenceHistory extends ApiHandler {
  private final ReadHistory history;
  private final SessionStore sessions;

  public GetPresenceHistory() {
    this(System.getenv());
  }

  public GetPresenceHistory(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  GetPresenceHistory(ApiWiring wiring) {
    super(wiring.filters());
    this.history = wiring.useCases().readHistory();
    this.sessions = wiring.sessions();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    SessionName name = request.session();
    Jid chat = request.chat();
    Optional<Jid> participant = HistoryJson.participant(request, chat);
    TimeRange range = TimeRange.ofHistory(request);
    int limit = request.limit(100, 500);
    Optional<HistoryCursor> after =
        request.cursor(HistoryJson.LIST, HistoryCursor::parse).map(HistoryCursor::parse);
    Optional<HistorySubject> subject = history.find(name, chat, participant);
    if (subject.isEmpty() && sessions.find(name).isEmpty()) {
      return Responses.noSession(name);
    }
    Set<PresenceKey> keys = subject.map(HistorySubject::keys).orElse(Set.of());
    return HistoryJson.page(history.list(keys, range.from(), range.to(), after, limit));
  }
}
