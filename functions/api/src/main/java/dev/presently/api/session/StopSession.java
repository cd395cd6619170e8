package dev.presently.api.session;

import dev.presently.api.Answers;
import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Entrance;
import dev.presently.core.engine.Engines;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.util.Map;

/** {@code POST /api/sessions/{session}/stop}: 200 also when it was disconnected already. */
public final class StopSession extends ApiHandler {
  private final SessionStore sessions;
  private final Engines engines;

  public StopSession() {
    this(System.getenv());
  }

  public StopSession(Map<String, String> environment) {
    var wiring = ApiWiring.of(environment);
    this(wiring.sessions(), wiring.engines(), wiring.entrance());
  }

  StopSession(SessionStore sessions, Engines engines, Entrance entrance) {
    super(entrance);
    this.sessions = sessions;
    this.engines = engines;
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    request.emptyBody();
    SessionName name = request.session();
    return Answers.of(engines.of(name).stop(), name, () -> now(name));
  }

  private ApiResponse now(SessionName name) {
    return sessions
        .find(name)
        .map(session -> SessionJson.answer(200, session))
        .orElseGet(() -> Answers.noSession(name));
  }
}
