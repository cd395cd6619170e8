package dev.presently.api.subscription;

import dev.presently.api.ApiRequest;
import dev.presently.api.ApiWiring;
import dev.presently.api.CommandHandler;
import dev.presently.api.Fields;
import dev.presently.core.command.Command;
import java.util.List;
import java.util.Map;

/** {@code POST /api/sessions/{session}/subscriptions}: one failure does not affect the others. */
public final class SubscribeMany extends CommandHandler {
  public SubscribeMany() {
    this(System.getenv());
  }

  public SubscribeMany(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  SubscribeMany(ApiWiring wiring) {
    super(wiring);
  }

  @Override
  protected Command command(ApiRequest request) {
    List<String> chatIds = request.body(Fields::chatIds);
    return new Command.SubscribeMany(request.session(), chatIds);
  }
}
