package dev.presently.core.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is kept of a delivery: how far it has come, its attempts in their order (the last 50 where
 * redeliveries made more), and when the next one is due.
 */
public record DeliveryRecord(
    Delivery delivery,
    DeliveryStatus status,
    List<Attempt> attempts,
    Optional<Instant> nextAttemptAt) {
  /** No schedule has as many; redeliveries may. */
  private static final int MOST_ATTEMPTS = 50;

  public DeliveryRecord {
    attempts = List.copyOf(attempts);
  }

  /** Nothing was attempted yet. */
  static DeliveryRecord begin(Delivery delivery) {
    return new DeliveryRecord(delivery, new DeliveryStatus.Pending(), List.of(), Optional.empty());
  }

  public DeliveryId id() {
    return delivery.id();
  }

  DeliveryRecord attempted(Attempt attempt) {
    return new DeliveryRecord(
        delivery,
        status,
        Stream.concat(
                attempts.stream().skip(Math.max(0, attempts.size() + 1 - MOST_ATTEMPTS)),
                Stream.of(attempt))
            .toList(),
        nextAttemptAt);
  }

  DeliveryRecord ended(DeliveryStatus end) {
    return new DeliveryRecord(delivery, end, attempts, Optional.empty());
  }

  DeliveryRecord retryAt(Instant next) {
    return new DeliveryRecord(delivery, new DeliveryStatus.Retrying(), attempts, Optional.of(next));
  }
}
