package dev.presently.core.delivery;

import dev.presently.core.delivery.DeliveryStatus.Dead;
import java.util.Locale;

/** Why deliveries die, in words for people. */
final class DeadReasons {
  private DeadReasons() {}

  static Dead gone() {
    return new Dead("the receiver answered that it is gone for good");
  }

  static Dead after(DeliveryRecord record) {
    Attempt last = record.attempts().getLast();
    String how =
        last.status()
            .map(status -> "status " + status)
            .orElseGet(() -> last.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    return new Dead("all " + record.attempts().size() + " attempts failed, the last with " + how);
  }
}
