package dev.presently.api.subscription;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.CommandDispatcher;
import dev.presently.core.command.Command;
import dev.presently.core.session.SessionName;
import java.util.Map;

/** {@code POST /api/sessions/{session}/presence/{chatId}/subscribe}: repeating it renews it. */
public final class SubscribePresence extends ApiHandler {
  private final CommandDispatcher commands;

  public SubscribePresence() {
    this(System.getenv());
  }

  public SubscribePresence(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  SubscribePresence(ApiWiring wiring) {
    super(wiring.filters());
    this.commands = wiring.commands();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    request.emptyBody();
    SessionName name = request.session();
    return commands.respond(request, new Command.SubscribePresence(name, request.chat()));
  }
}
