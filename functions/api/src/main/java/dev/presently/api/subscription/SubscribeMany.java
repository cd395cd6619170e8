package dev.presently.api.subscription;

import dev.presently.api.ApiRequest;
import dev.presently.api.ApiWiring;
import dev.presently.api.CommandHandler;
import dev.presently.api.Fields;
import dev.presently.api.RefusedRequest;
import dev.presently.core.InvalidValue;
import dev.presently.core.command.Command;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /api/sessions/{session}/subscriptions}: one failure does not affect the others. At
 * the rate limit it counts as many requests as it has contacts.
 */
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

  /** One, if it is refused whenever it comes. */
  @Override
  protected int countsAs(ApiRequest request) {
    try {
      int chats = request.body(Fields::chatIds).size();
      return chats <= request.requestsPerMinute() ? chats : 1;
    } catch (InvalidValue | RefusedRequest e) {
      return 1;
    }
  }

  @Override
  protected Command command(ApiRequest request) {
    List<String> chatIds = request.body(Fields::chatIds);
    if (chatIds.size() > request.requestsPerMinute()) {
      throw new InvalidValue(
          "invalid_value",
          "invalid chatIds: got %d, which count as %d requests; accepted: at most %d, the requests per minute of this key"
              .formatted(chatIds.size(), chatIds.size(), request.requestsPerMinute()),
          Optional.of("chatIds"));
    }
    return new Command.SubscribeMany(request.session(), chatIds);
  }
}
