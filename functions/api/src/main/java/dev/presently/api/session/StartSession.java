package dev.presently.api.session;

import dev.presently.api.ApiRequest;
import dev.presently.api.ApiWiring;
import dev.presently.api.CommandHandler;
import dev.presently.core.command.Command;
import java.util.Map;

/**
 * {@code POST /api/sessions/{session}/start}: 200 also when it was connected already. A remote
 * engine connects later: the answer shows what it said at once, and it gets the URL of its intake.
 */
public final class StartSession extends CommandHandler {
  public StartSession() {
    this(System.getenv());
  }

  public StartSession(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  StartSession(ApiWiring wiring) {
    super(wiring);
  }

  @Override
  protected Command command(ApiRequest request) {
    request.emptyBody();
    return new Command.StartSession(request.session(), request.intakeUrl().of(request.session()));
  }
}
