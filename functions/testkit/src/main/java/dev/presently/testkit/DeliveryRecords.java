package dev.presently.testkit;

import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.DeliveryStatus;
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
    return new DeliveryRecord(delivery, new DeliveryStatus.Retrying(), List.of(), Optional.of(next));
  }

  static DeliveryRecord ended(Delivery delivery, DeliveryStatus status) {
    return new DeliveryRecord(delivery, status, List.of(), Optional.empty());
  }
}
