package dev.presently.core.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Records without attempts. */
final class DeliveryRecords {
  private DeliveryRecords() {}

  static DeliveryRecord pending(Delivery delivery) {
    return ended(delivery, new DeliveryStatus.Pending());
  }

  static DeliveryRecord retrying(Delivery delivery, Instant next) {
    return new DeliveryRecord(
        delivery, new DeliveryStatus.Retrying(), List.of(), Optional.of(next));
  }

  static DeliveryRecord ended(Delivery delivery, DeliveryStatus status) {
    return new DeliveryRecord(delivery, status, List.of(), Optional.empty());
  }
}
