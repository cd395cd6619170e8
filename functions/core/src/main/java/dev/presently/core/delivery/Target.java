package dev.presently.core.delivery;

import dev.presently.core.webhook.Retries;
import dev.presently.core.webhook.Webhook;
import java.time.Instant;
import java.util.Optional;

/** A webhook as it is registered now, unless it was deleted, and how its receiver does. */
public record Target(Optional<Webhook> webhook, Health health) {
  private static final Status.Discarded DELETED = new Status.Discarded("the webhook was deleted");
  private static final Status.Discarded DISABLED = new Status.Discarded("the webhook was disabled");

  /** Why it does not get this delivery, where it does not. */
  Optional<Status.Discarded> discards(Delivery delivery) {
    return discardsAll()
        .or(() -> enabledSince().filter(delivery.at()::isBefore).map(_ -> DISABLED));
  }

  /** Why it gets nothing at all. */
  Optional<Status.Discarded> discardsAll() {
    if (webhook.isEmpty()) {
      return Optional.of(DELETED);
    }
    return webhook.get().wishes().enabled() ? Optional.empty() : Optional.of(DISABLED);
  }

  /** Its deliveries wait in their lanes, and whoever holds its wake makes the attempts. */
  boolean isHeldBack(Instant now) {
    return health.isPaused() || health.isSlowAt(now);
  }

  /** Whoever began to drain its lanes stops: its receiver has failed meanwhile. */
  public boolean isPausedSince(Target begun) {
    return health.isPaused() && !begun.health().isPaused();
  }

  boolean coalesces() {
    return webhook.filter(found -> found.wishes().coalesce()).isPresent();
  }

  Optional<Retries> retries() {
    return webhook.flatMap(found -> found.wishes().retries());
  }

  Target with(Health now) {
    return new Target(webhook, now);
  }

  Target with(Optional<Webhook> now) {
    return new Target(now, health);
  }

  private Optional<Instant> enabledSince() {
    return webhook.flatMap(found -> found.standing().enabledSince());
  }
}
