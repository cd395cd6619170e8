package dev.presently.adapters.sqs;

import dev.presently.adapters.json.StrictJson;
import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.webhook.WebhookId;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message of the retry queue.
 *
 * <pre>
 * webhookId  number
 * delivery   the delivery's id, for a redelivery
 * </pre>
 */
public sealed interface RetryMessage {
  WebhookId webhook();

  /** Time to attempt the webhook's due lanes. */
  record Wake(WebhookId webhook) implements RetryMessage {}

  /** One more attempt at a delivery that has ended. */
  record Redelivery(WebhookId webhook, DeliveryId delivery) implements RetryMessage {}

  default String write() {
    ObjectNode message = StrictJson.newObject().put("webhookId", webhook().value());
    if (this instanceof Redelivery(_, DeliveryId delivery)) {
      message.put("delivery", delivery.toString());
    }
    return SqsQueue.text(message);
  }

  /** Reads a written message; a fault for anything else. */
  static RetryMessage read(String body) {
    ObjectNode message = StrictJson.object(body);
    var webhook = new WebhookId(message.required("webhookId").longValue());
    return message
        .path("delivery")
        .stringValueOpt()
        .map(DeliveryId::parse)
        .<RetryMessage>map(delivery -> new Redelivery(webhook, delivery))
        .orElseGet(() -> new Wake(webhook));
  }
}
