package dev.presently.api.session;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.CommandDispatcher;
import dev.presently.core.command.Command;
import java.util.Map;

/** {@code POST /api/sessions/{session}/start}: 200 also when it was connected already. */
public final class StartSession extends ApiHandler {
  private final CommandDispatcher commands;

  public StartSession() {
    this(System.getenv());
  }

  public StartSession(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  StartSession(ApiWiring wiring) {
    super(wiring.filters());
    this.commands = wiring.commands();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    request.emptyBody();
    return commands.respond(request, new Command.StartSession(request.session()));
  }
}
