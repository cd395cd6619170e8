package dev.presently.core.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is kept of a delivery: how far it has come, every attempt in its order, and when the next
 * one is due.
 */
public record DeliveryRecord(
    Delivery delivery, Status status, List<Attempt> attempts, Optional<Instant> nextAttemptAt) {
  public DeliveryRecord {
    attempts = List.copyOf(attempts);
  }

  /** Nothing was attempted yet. */
  static DeliveryRecord begin(Delivery delivery) {
    return new DeliveryRecord(delivery, new Status.Pending(), List.of(), Optional.empty());
  }

  public DeliveryId id() {
    return delivery.id();
  }

  DeliveryRecord attempted(Attempt attempt) {
    return new DeliveryRecord(
        delivery,
        status,
        Stream.concat(attempts.stream(), Stream.of(attempt)).toList(),
        nextAttemptAt);
  }

  DeliveryRecord ended(Status end) {
    return new DeliveryRecord(delivery, end, attempts, Optional.empty());
  }

  DeliveryRecord retryAt(Instant next) {
    return new DeliveryRecord(delivery, new Status.Retrying(), attempts, Optional.of(next));
  }
}
