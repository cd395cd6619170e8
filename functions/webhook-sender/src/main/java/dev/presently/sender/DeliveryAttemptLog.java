package dev.presently.sender;

import dev.presently.adapters.json.JsonWriter;
import dev.presently.adapters.log.Log;
import dev.presently.core.delivery.Attempt;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.DeliveryStatus;
import java.util.Locale;
import java.util.function.Consumer;

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
    Consumer<JsonWriter> fields = line -> describe(line, "delivery", record);
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

  private static void describe(JsonWriter line, String what, DeliveryRecord record) {
    line.number("webhookId", record.delivery().webhook().value())
        .text("lane", record.delivery().lane().value())
        .text("eventId", record.delivery().event().value())
        .text("event", record.delivery().name().value())
        .text(what, record.status().word().name().toLowerCase(Locale.ROOT));
    if (!record.attempts().isEmpty()) {
      Attempt last = record.attempts().getLast();
      line.number("attempt", record.attempts().size())
          .text("outcome", last.outcome().name().toLowerCase(Locale.ROOT))
          .number("ms", last.took().toMillis());
      last.status().ifPresent(status -> line.number("status", status));
    }
  }
}
