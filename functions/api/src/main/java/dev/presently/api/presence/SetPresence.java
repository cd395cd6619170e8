package dev.presently.api.presence;

import dev.presently.api.Answers;
import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Entrance;
import dev.presently.core.engine.Engines;
import dev.presently.core.presence.Availability;
import dev.presently.core.session.SessionName;
import java.util.Map;

/**
 * {@code POST /api/sessions/{session}/presence}: stored and told to every subscriber when it
 * answers.
 */
public final class SetPresence extends ApiHandler {
  private final Engines engines;

  public SetPresence() {
    this(System.getenv());
  }

  public SetPresence(Map<String, String> environment) {
    var wiring = ApiWiring.of(environment);
    this(wiring.engines(), wiring.entrance());
  }

  SetPresence(Engines engines, Entrance entrance) {
    super(entrance);
    this.engines = engines;
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    Availability told = request.body(fields -> fields.required("presence", Availability::parse));
    SessionName name = request.session();
    return Answers.of(engines.of(name).announce(told), name, ApiResponse::success);
  }
}
