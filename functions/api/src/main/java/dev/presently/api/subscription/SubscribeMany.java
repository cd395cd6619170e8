package dev.presently.api.subscription;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.ChatIds;
import dev.presently.api.CommandDispatcher;
import dev.presently.core.command.Command;
import java.util.List;
import java.util.Map;

/** {@code POST /api/sessions/{session}/subscriptions}: one failure does not affect the others. */
public final class SubscribeMany extends ApiHandler {
  private final CommandDispatcher commands;

  public SubscribeMany() {
    this(System.getenv());
  }

  public SubscribeMany(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  SubscribeMany(ApiWiring wiring) {
    super(wiring.filters());
    this.commands = wiring.commands();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    List<String> chatIds = request.body(ChatIds::unparsed);
    return commands.respond(request, new Command.SubscribeMany(request.session(), chatIds));
  }
}
