package dev.presently.api.presence;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.CommandDispatcher;
import dev.presently.core.command.Command;
import dev.presently.core.presence.Availability;
import java.util.Map;

/**
 * {@code POST /api/sessions/{session}/presence}: stored and seen by subscribers before the answer.
 */
public final class SetPresence extends ApiHandler {
  private final CommandDispatcher commands;

  public SetPresence() {
    this(System.getenv());
  }

  public SetPresence(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  SetPresence(ApiWiring wiring) {
    super(wiring.filters());
    this.commands = wiring.commands();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    Availability availability =
        request.body(fields -> fields.required("presence", Availability::parse));
    return commands.respond(request, new Command.SetPresence(request.session(), availability));
  }
}
