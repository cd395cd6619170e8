package dev.presently.sender;

import dev.presently.adapters.json.StrictJson;
import dev.presently.adapters.log.Log;
import dev.presently.core.delivery.Attempt;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.DeliveryStatus;
import java.util.Locale;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Logs one line per attempt, as a warning if the delivery is dead, and one per delivery that was
 * taken without an attempt. A parked delivery that ends superseded or discarded is only in the
 * delivery log. Contacts appear as their lanes, which are hashes.
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

  /** The delivery is parked or ended, without an attempt. */
  void taken(DeliveryRecord record) {
    log.info("delivery", line -> describe(line, "delivery", record));
  }

  /** The delivery ended before; it has another field, so that a dead one is not counted twice. */
  void redelivered(DeliveryRecord record) {
    log.info("redelivery", line -> describe(line, "redelivery", record));
  }

  private static void describe(ObjectNode line, String statusField, DeliveryRecord record) {
    line.put("webhookId", record.delivery().webhook().value())
        .put("lane", record.delivery().lane().value())
        .put("eventId", record.delivery().event().value())
        .put("event", record.delivery().name().value())
        .put(statusField, record.status().word().name().toLowerCase(Locale.ROOT));
    StrictJson.putIfPresent(line, "requestId", record.delivery().cause());
    if (!record.attempts().isEmpty()) {
      Attempt last = record.attempts().getLast();
      line.put("attempt", record.attempts().size())
          .put("outcome", last.outcome().name().toLowerCase(Locale.ROOT))
          .put("ms", last.took().toMillis());
      last.status().ifPresent(status -> line.put("status", status));
    }
  }
}
