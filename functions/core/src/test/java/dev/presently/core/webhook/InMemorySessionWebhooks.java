package dev.presently.core.webhook;

import dev.presently.core.session.SessionName;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads from the store each time. */
public record InMemorySessionWebhooks(WebhookStore webhooks) implements SessionWebhooks {
  @Override
  public Map<Optional<SessionName>, Supplier<List<Webhook>>> of(
      Collection<Optional<SessionName>> sessions) {
    Map<Optional<SessionName>, Supplier<List<Webhook>>> found = new HashMap<>();
    sessions.forEach(session -> found.put(session, read(session)));
    return found;
  }

  private Supplier<List<Webhook>> read(Optional<SessionName> session) {
    try {
      List<Webhook> read = webhooks.of(session);
      return () -> read;
    } catch (RuntimeException e) {
      return () -> {
        throw e;
      };
    }
  }
}
