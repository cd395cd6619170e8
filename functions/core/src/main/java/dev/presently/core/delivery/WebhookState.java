package dev.presently.core.delivery;

import dev.presently.core.InParallel;
import dev.presently.core.webhook.MaxConcurrency;
import dev.presently.core.webhook.RetryPolicy;
import dev.presently.core.webhook.Webhook;
import java.time.Instant;
import java.util.Optional;

/** A webhook as registered now, empty if it was deleted, and its receiver's health. */
public record WebhookState(Optional<Webhook> webhook, ReceiverHealth health) {
  private static final DeliveryStatus.Discarded DELETED =
      new DeliveryStatus.Discarded("the webhook was deleted");
  private static final DeliveryStatus.Discarded DISABLED =
      new DeliveryStatus.Discarded("the webhook was disabled");

  /** Why this delivery must not be sent, if so. */
  Optional<DeliveryStatus.Discarded> discards(Delivery delivery) {
    Optional<Instant> enabledSince = webhook.flatMap(found -> found.disableState().enabledSince());
    return discardsAll().or(() -> enabledSince.filter(delivery.at()::isBefore).map(_ -> DISABLED));
  }

  /** Why no delivery may be sent, if so. */
  Optional<DeliveryStatus.Discarded> discardsAll() {
    if (webhook.isEmpty()) {
      return Optional.of(DELETED);
    }
    return webhook.get().settings().enabled() ? Optional.empty() : Optional.of(DISABLED);
  }

  /**
   * Deliveries are parked, and only the holder of the webhook's claim attempts them, apart from all
   * other receivers.
   */
  boolean isHeldBack() {
    return health.isPaused() || !health.quick() || maxConcurrency().parksAll();
  }

  public MaxConcurrency maxConcurrency() {
    return webhook.map(found -> found.settings().maxConcurrency()).orElse(MaxConcurrency.DEFAULT);
  }

  /** How many lanes are drained at once. */
  public int drainConcurrency() {
    return discardsAll().isPresent() ? InParallel.MAX_THREADS : maxConcurrency().ofParked();
  }

  /** A drain that began with that state must stop: the receiver has failed or was slow since. */
  public boolean isHeldBackSince(WebhookState begun) {
    return (health.isPaused() && !begun.health().isPaused())
        || (!health.quick() && begun.health().quick());
  }

  /** A drain makes one round of attempts and then lets other webhooks have its turn. */
  public boolean drainsOneRound() {
    return !health.quick() && discardsAll().isEmpty();
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
}
