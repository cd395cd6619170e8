package dev.presently.api.session;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Responses;
import dev.presently.core.engine.RemoveSession;
import dev.presently.core.session.SessionName;
import java.util.Map;

/** {@code DELETE /api/sessions/{session}}: all data of the session is deleted before the answer. */
public final class DeleteSession extends ApiHandler {
  private final RemoveSession sessions;

  public DeleteSession() {
    this(System.getenv());
  }

  public DeleteSession(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  DeleteSession(ApiWiring wiring) {
    super(wiring.filters());
    this.sessions = wiring.useCases().removeSession();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    SessionName name = request.session();
    return sessions.remove(name) ? ApiResponse.success() : Responses.noSession(name);
  }
}
