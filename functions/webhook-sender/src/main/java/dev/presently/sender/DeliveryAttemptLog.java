package dev.presently.sender;

import dev.presently.adapters.json.StrictJson;
import dev.presently.adapters.log.Log;
import dev.presently.adapters.log.Metric;
import dev.presently.adapters.log.Metrics;
import dev.presently.core.delivery.Attempt;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.DeliveryStatus;
import dev.presently.core.delivery.Outcome;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Logs one line per attempt, as a warning if the delivery is dead, and one per delivery that was
 * taken without an attempt. A parked delivery that ends superseded or discarded has no line. Counts
 * all deliveries by their outcome. Contacts appear as their lanes, which are hashes.
 */
final class DeliveryAttemptLog {
  private final Log log;
  private final Metric time;
  private final Metrics metrics = new Metrics();

  /** Measures the time until a delivery with this metric. */
  DeliveryAttemptLog(Log log, Metric time) {
    this.log = log;
    this.time = time;
  }

  void attempted(DeliveryRecord record) {
    Attempt last = record.attempts().getLast();
    if (last.outcome() == Outcome.Kind.DELIVERED) {
      Duration taken = Duration.between(record.delivery().at(), last.at().plus(last.took()));
      metrics.add(time, Math.max(0, taken.toMillis()));
    }
    count(record.status());
    Consumer<ObjectNode> fields = line -> describe(line, "delivery", record);
    if (record.status() instanceof DeliveryStatus.Dead) {
      log.warn("attempt", fields);
    } else {
      log.info("attempt", fields);
    }
  }

  /** The delivery is parked or ended, without an attempt. */
  void taken(DeliveryRecord record) {
    if (record.status().hasEnded()) {
      count(record.status());
    }
    log.info("delivery", line -> describe(line, "delivery", record));
  }

  /** The delivery was parked, and ended without another attempt. */
  void ended(DeliveryRecord record) {
    count(record.status());
  }

  private void count(DeliveryStatus status) {
    metrics.add(
        switch (status) {
          case DeliveryStatus.Pending _, DeliveryStatus.Retrying _ -> Metric.DELIVERIES_RETRYING;
          case DeliveryStatus.Delivered _ -> Metric.DELIVERIES_DELIVERED;
          case DeliveryStatus.Dead _ -> Metric.DELIVERIES_DEAD;
          case DeliveryStatus.Superseded _ -> Metric.DELIVERIES_SUPERSEDED;
          case DeliveryStatus.Discarded _ -> Metric.DELIVERIES_DISCARDED;
        },
        1);
  }

  /** At the end of an invocation. */
  void writeMetrics() {
    metrics.writeTo(log);
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
    StrictJson.putIfPresent(line, "requestId", record.delivery().requestId());
    if (!record.attempts().isEmpty()) {
      Attempt last = record.attempts().getLast();
      line.put("attempt", record.attempts().size())
          .put("outcome", last.outcome().name().toLowerCase(Locale.ROOT))
          .put("ms", last.took().toMillis());
      last.status().ifPresent(status -> line.put("status", status));
    }
  }
}
