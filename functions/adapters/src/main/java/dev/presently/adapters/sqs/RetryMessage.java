package dev.presently.adapters.sqs;

import dev.presently.adapters.json.Json;
import dev.presently.adapters.json.JsonReader;
import dev.presently.adapters.json.JsonWriter;
import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.webhook.WebhookId;
import java.math.BigDecimal;

/**
 * What the retry queue calls back for, as a message's body.
 *
 * <pre>
 * webhookId  number
 * delivery   the delivery's id, for a redelivery
 * </pre>
 */
public sealed interface RetryMessage {
  WebhookId webhook();

  /** The webhook's parked lanes are to be looked at. */
  record Wake(WebhookId webhook) implements RetryMessage {}

  /** One more attempt at a delivery that has ended. */
  record Redelivery(WebhookId webhook, DeliveryId delivery) implements RetryMessage {}

  default String write() {
    return JsonWriter.object(
        message -> {
          message.number("webhookId", webhook().value());
          if (this instanceof Redelivery(_, DeliveryId delivery)) {
            message.text("delivery", delivery.toString());
          }
        });
  }

  /** Reads what was written; a fault when it is anything else. */
  static RetryMessage read(String body) {
    Json.Obj message = JsonReader.object(body);
    var webhook =
        new WebhookId(message.number("webhookId").map(BigDecimal::longValueExact).orElseThrow());
    return message
        .text("delivery")
        .map(DeliveryId::parse)
        .<RetryMessage>map(delivery -> new Redelivery(webhook, delivery))
        .orElseGet(() -> new Wake(webhook));
  }
}
