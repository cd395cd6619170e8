package dev.presently.api.presence;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Responses;
import dev.presently.core.InvalidValue;
import dev.presently.core.contact.Jid;
import dev.presently.core.history.HistorySubject;
import dev.presently.core.history.ReadHistory;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET /api/sessions/{session}/presence/{chatId}/online}: when a person, or one participant
 * of a group, was online.
 */
public final class GetOnlineTimes extends ApiHandler {
  private final ReadHistory history;
  private final SessionStore sessions;
  private final Clock clock;

  public GetOnlineTimes() {
    this(System.getenv());
  }

  public GetOnlineTimes(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  GetOnlineTimes(ApiWiring wiring) {
    super(wiring.filters());
    this.history = wiring.useCases().readHistory();
    this.sessions = wiring.sessions();
    this.clock = wiring.clock();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    SessionName name = request.session();
    Jid chat = request.chat();
    Optional<Jid> participant = HistoryJson.participant(request, chat);
    if (chat.isGroup() && participant.isEmpty()) {
      throw new InvalidValue(
          "missing_field",
          "missing required field: participant; a group has online times of one participant",
          Optional.of("participant"));
    }
    Instant now = clock.instant();
    TimeRange range = TimeRange.ofOnlineTimes(request, now);
    Optional<HistorySubject> subject = history.find(name, chat, participant);
    return subject.isEmpty() && sessions.find(name).isEmpty()
        ? Responses.noSession(name)
        : history
            .online(subject.orElse(HistorySubject.NOBODY), range.from(), range.to(), now)
            .map(times -> HistoryJson.online(chat, participant, times))
            .orElseGet(GetOnlineTimes::tooMany);
  }

  private static ApiResponse tooMany() {
    return ApiResponse.error(
            400,
            "answer_too_large",
            "there are more than "
                + ReadHistory.MOST_CHANGES
                + " changes between from and to; ask for a shorter time")
        .at("from");
  }
}
