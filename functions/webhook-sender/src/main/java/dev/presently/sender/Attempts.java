package dev.presently.sender;

import dev.presently.adapters.json.JsonWriter;
import dev.presently.adapters.json.SqsEvent.Message;
import dev.presently.adapters.log.Log;
import dev.presently.adapters.sqs.DeliveryMessage;
import dev.presently.core.delivery.AttemptDelivery;
import dev.presently.core.delivery.AttemptDelivery.Result.Attempted;
import dev.presently.core.delivery.AttemptDelivery.Result.Discarded;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.Outcome;
import java.time.Duration;
import java.util.Locale;

/** Makes an attempt at the delivery in a message and says one line about it. */
final class Attempts {
  private final AttemptDelivery deliveries;
  private final Log log;

  Attempts(AttemptDelivery deliveries, Log log) {
    this.deliveries = deliveries;
    this.log = log;
  }

  /** True when the delivery needs no further attempt; a fault of ours is thrown. */
  boolean attempt(Message message) {
    Delivery delivery = DeliveryMessage.read(message.body());
    long began = System.nanoTime();
    AttemptDelivery.Result result = deliveries.attempt(delivery);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    log.info("attempt", line -> describe(line, delivery, result, took));
    return Settlement.isDone(result);
  }

  private static void describe(
      JsonWriter line, Delivery delivery, AttemptDelivery.Result result, Duration took) {
    line.number("webhookId", delivery.webhook().value())
        .text("eventId", delivery.event().value())
        .text("event", delivery.name().value())
        .number("ms", took.toMillis());
    switch (result) {
      case Discarded() -> line.text("outcome", "discarded");
      case Attempted(var outcome) -> describe(line, outcome);
    }
  }

  private static void describe(JsonWriter line, Outcome outcome) {
    line.text("outcome", outcome.kind().name().toLowerCase(Locale.ROOT));
    switch (outcome) {
      case Outcome.Delivered(int status) -> line.number("status", status);
      case Outcome.Permanent(int status) -> line.number("status", status);
      case Outcome.RetryLater later -> later.status().ifPresent(is -> line.number("status", is));
    }
  }
}
