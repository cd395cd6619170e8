package dev.presently.core.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A stored delivery: its status, its last 50 attempts in order, and when the next one is due. */
public record DeliveryRecord(
    Delivery delivery,
    DeliveryStatus status,
    List<Attempt> attempts,
    Optional<Instant> nextAttemptAt) {
  /** Only redeliveries can make more. */
  private static final int MOST_ATTEMPTS = 50;

  public DeliveryRecord {
    attempts = List.copyOf(attempts);
  }

  /** Before the first attempt. */
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
