package dev.presently.api.session;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.CommandDispatcher;
import dev.presently.core.command.Command;
import java.util.Map;

/** {@code POST /api/sessions/{session}/stop}: 200 also when it was disconnected already. */
public final class StopSession extends ApiHandler {
  private final CommandDispatcher commands;

  public StopSession() {
    this(System.getenv());
  }

  public StopSession(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  StopSession(ApiWiring wiring) {
    super(wiring.filters());
    this.commands = wiring.commands();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    request.emptyBody();
    return commands.respond(request, new Command.StopSession(request.session()));
  }
}
