package dev.presently.api.subscription;

import dev.presently.api.ApiRequest;
import dev.presently.api.ApiWiring;
import dev.presently.api.CommandHandler;
import dev.presently.core.command.Command;
import dev.presently.core.session.SessionName;
import java.util.Map;

/** {@code POST /api/sessions/{session}/presence/{chatId}/subscribe}: repeating it renews it. */
public final class SubscribePresence extends CommandHandler {
  public SubscribePresence() {
    this(System.getenv());
  }

  public SubscribePresence(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  SubscribePresence(ApiWiring wiring) {
    super(wiring);
  }

  @Override
  protected Command command(ApiRequest request) {
    request.emptyBody();
    SessionName name = request.session();
    return new Command.SubscribePresence(name, request.chat());
  }
}
