package dev.presently.core.webhook;

import dev.presently.core.ConflictRetry;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/** Applies a change to a stored webhook, again and again while others are faster. */
public final class ChangeWebhook {
  private final WebhookStore webhooks;
  private final ConflictRetry conflicts;
  private final Clock clock;

  public ChangeWebhook(WebhookStore webhooks, ConflictRetry conflicts, Clock clock) {
    this.webhooks = webhooks;
    this.conflicts = conflicts;
    this.clock = clock;
  }

  /** The stored webhook; none when there is none. A change to an equal webhook writes nothing. */
  public Optional<Webhook> change(WebhookId id, BiFunction<Webhook, Instant, Webhook> change) {
    return conflicts.retry(
        () -> {
          Optional<Webhook> before = webhooks.find(id);
          Optional<Webhook> after = before.map(found -> change.apply(found, clock.instant()));
          return after.equals(before) || webhooks.save(after.orElseThrow())
              ? Optional.of(after)
              : Optional.empty();
        });
  }
}
