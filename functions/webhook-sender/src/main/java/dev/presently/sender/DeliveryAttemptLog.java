package dev.presently.sender;

import dev.presently.adapters.log.Log;
import dev.presently.core.delivery.Attempt;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.DeliveryStatus;
import java.util.Locale;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says one line about each attempt, and about each delivery that was taken without one; louder
 * about one that died. What ends because it waited, superseded or discarded, is in the list of
 * deliveries alone. Contacts are told apart by their lanes, which are hashes.
 */
final class DeliveryAttemptLog {
  private final Log log;

  DeliveryAttemptLog(Log log) {
    this.log = log;
  }

  void attempted(DeliveryRecord record) {
    Consumer<ObjectNode> fields = line -> describe(line, "delivery", record);
    if (record.status() instanceof DeliveryStatus.Dead) {
      log.warn("attempt", fields);
    } else {
      log.info("attempt", fields);
    }
  }

  /** It waits or ended, and nothing was attempted. */
  void taken(DeliveryRecord record) {
    log.info("delivery", line -> describe(line, "delivery", record));
  }

  /** It had ended before, and what died is not counted again. */
  void redelivered(DeliveryRecord record) {
    log.info("redelivery", line -> describe(line, "redelivery", record));
  }

  private static void describe(ObjectNode line, String what, DeliveryRecord record) {
    line.put("webhookId", record.delivery().webhook().value())
        .put("lane", record.delivery().lane().value())
        .put("eventId", record.delivery().event().value())
        .put("event", record.delivery().name().value())
        .put(what, record.status().word().name().toLowerCase(Locale.ROOT));
    if (!record.attempts().isEmpty()) {
      Attempt last = record.attempts().getLast();
      line.put("attempt", record.attempts().size())
          .put("outcome", last.outcome().name().toLowerCase(Locale.ROOT))
          .put("ms", last.took().toMillis());
      last.status().ifPresent(status -> line.put("status", status));
    }
  }
}
