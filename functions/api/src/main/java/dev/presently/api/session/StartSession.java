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

/** {@code POST /api/sessions/{session}/start}: 200 also when it was connected already. */
public final class StartSession extends ApiHandler {
  private final SessionStore sessions;
  private final Engines engines;

  public StartSession() {
    this(System.getenv());
  }

  public StartSession(Map<String, String> environment) {
    var wiring = ApiWiring.of(environment);
    this(wiring.sessions(), wiring.engines(), wiring.entrance());
  }

  StartSession(SessionStore sessions, Engines engines, Entrance entrance) {
    super(entrance);
    this.sessions = sessions;
    this.engines = engines;
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    request.emptyBody();
    SessionName name = request.session();
    return Answers.of(engines.of(name).start(), name, () -> now(name));
  }

  private ApiResponse now(SessionName name) {
    return sessions
        .find(name)
        .map(session -> SessionJson.answer(200, session))
        .orElseGet(() -> Answers.noSession(name));
  }
}
