package dev.presently.core.delivery;

import dev.presently.core.webhook.RetryPolicy;
import dev.presently.core.webhook.Webhook;
import java.time.Instant;
import java.util.Optional;

/** A webhook as it is registered now, unless it was deleted, and how its receiver does. */
public record WebhookState(Optional<Webhook> webhook, ReceiverHealth health) {
  private static final DeliveryStatus.Discarded DELETED =
      new DeliveryStatus.Discarded("the webhook was deleted");
  private static final DeliveryStatus.Discarded DISABLED =
      new DeliveryStatus.Discarded("the webhook was disabled");

  /** Why it does not get this delivery, where it does not. */
  Optional<DeliveryStatus.Discarded> discards(Delivery delivery) {
    return discardsAll()
        .or(() -> enabledSince().filter(delivery.at()::isBefore).map(_ -> DISABLED));
  }

  /** Why it gets nothing at all. */
  Optional<DeliveryStatus.Discarded> discardsAll() {
    if (webhook.isEmpty()) {
      return Optional.of(DELETED);
    }
    return webhook.get().settings().enabled() ? Optional.empty() : Optional.of(DISABLED);
  }

  /** Its deliveries wait in their lanes, and whoever holds its wake makes the attempts. */
  boolean isHeldBack(Instant now) {
    return health.isPaused() || health.isSlowAt(now);
  }

  /** Whoever began to drain its lanes stops: its receiver has failed meanwhile. */
  public boolean isPausedSince(WebhookState begun) {
    return health.isPaused() && !begun.health().isPaused();
  }

  boolean coalesces() {
    return webhook.filter(found -> found.settings().coalesce()).isPresent();
  }

  Optional<RetryPolicy> retries() {
    return webhook.flatMap(found -> found.settings().retries());
  }

  WebhookState with(ReceiverHealth now) {
    return new WebhookState(webhook, now);
  }

  WebhookState with(Optional<Webhook> now) {
    return new WebhookState(now, health);
  }

  private Optional<Instant> enabledSince() {
    return webhook.flatMap(found -> found.disableState().enabledSince());
  }
}
