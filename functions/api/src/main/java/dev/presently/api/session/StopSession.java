package dev.presently.api.session;

import dev.presently.api.ApiRequest;
import dev.presently.api.ApiWiring;
import dev.presently.api.CommandHandler;
import dev.presently.core.command.Command;
import java.util.Map;

/** {@code POST /api/sessions/{session}/stop}: 200 also when it was disconnected already. */
public final class StopSession extends CommandHandler {
  public StopSession() {
    this(System.getenv());
  }

  public StopSession(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  StopSession(ApiWiring wiring) {
    super(wiring);
  }

  @Override
  protected Command command(ApiRequest request) {
    request.emptyBody();
    return new Command.StopSession(request.session());
  }
}
