package dev.presently.api.presence;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Responses;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.ChatView;
import dev.presently.core.presence.ReadPresence;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET /api/sessions/{session}/presence/{chatId}}: from the table, without a call to the
 * engine.
 */
public final class GetPresence extends ApiHandler {
  private final ReadPresence presences;
  private final SessionStore sessions;

  public GetPresence() {
    this(System.getenv());
  }

  public GetPresence(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  GetPresence(ApiWiring wiring) {
    super(wiring.filters());
    this.presences = wiring.useCases().readPresence();
    this.sessions = wiring.sessions();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    SessionName name = request.session();
    Jid chat = request.chat();
    Optional<ChatView> stored = presences.find(name, chat);
    if (stored.isEmpty() && sessions.find(name).isEmpty()) {
      return Responses.noSession(name);
    }
    ChatView view = stored.orElseGet(() -> ChatView.unknown(chat));
    return Responses.conditional(request, PresenceJson.answer(view));
  }
}
