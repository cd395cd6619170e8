package dev.presently.adapters.sqs;

import dev.presently.adapters.json.StrictJson;
import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.webhook.WebhookId;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message of the retry queue: time to attempt the webhook's due lanes, or one more attempt at a
 * delivery that has ended.
 *
 * <pre>
 * webhookId  number
 * delivery   the delivery's id, for a redelivery
 * </pre>
 */
public record RetryMessage(WebhookId webhook, Optional<DeliveryId> delivery) {
  public String write() {
    ObjectNode body = StrictJson.newObject().put("webhookId", webhook.value());
    return SqsQueue.text(StrictJson.putIfPresent(body, "delivery", delivery));
  }

  /** Reads a written message; a fault for anything else. */
  public static RetryMessage read(String body) {
    ObjectNode message = StrictJson.object(body);
    return new RetryMessage(
        new WebhookId(message.required("webhookId").longValue()),
        message.path("delivery").stringValueOpt().map(DeliveryId::parse));
  }
}
