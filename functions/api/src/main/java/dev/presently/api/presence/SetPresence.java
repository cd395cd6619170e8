package dev.presently.api.presence;

import dev.presently.api.ApiRequest;
import dev.presently.api.ApiWiring;
import dev.presently.api.CommandHandler;
import dev.presently.core.command.Command;
import dev.presently.core.presence.Availability;
import java.util.Map;

/**
 * {@code POST /api/sessions/{session}/presence}: stored and seen by subscribers before the answer.
 */
public final class SetPresence extends CommandHandler {
  public SetPresence() {
    this(System.getenv());
  }

  public SetPresence(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  SetPresence(ApiWiring wiring) {
    super(wiring);
  }

  @Override
  protected Command command(ApiRequest request) {
    Availability availability =
        request.body(fields -> fields.required("presence", Availability::parse));
    return new Command.SetPresence(request.session(), availability);
  }
}
