package dev.presently.api.session;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Responses;
import dev.presently.api.SessionJson;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.util.Map;

/** {@code GET /api/sessions/{session}}. */
public final class GetSession extends ApiHandler {
  private final SessionStore sessions;

  public GetSession() {
    this(System.getenv());
  }

  public GetSession(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  GetSession(ApiWiring wiring) {
    super(wiring.filters());
    this.sessions = wiring.sessions();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    SessionName name = request.session();
    return sessions
        .find(name)
        .map(session -> SessionJson.answer(200, session, request.intakeUrl()))
        .orElseGet(() -> Responses.noSession(name));
  }
}
