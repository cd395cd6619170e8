package dev.presently.core.delivery;

import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookStore;
import java.util.Optional;

/** Asks for one more attempt at a delivery that has ended; it is made after this returns. */
public final class RequestRedelivery {
  /** Whether it will be made. */
  public sealed interface Result {
    record Asked() implements Result {}

    record NoSuchWebhook() implements Result {}

    record WebhookDisabled() implements Result {}

    record NoSuchDelivery() implements Result {}

    /** It has not ended: its attempts are still being made. */
    record StillWaits() implements Result {}
  }

  private final WebhookStore webhooks;
  private final LaneStore lanes;
  private final RetryQueue queue;

  public RequestRedelivery(WebhookStore webhooks, LaneStore lanes, RetryQueue queue) {
    this.webhooks = webhooks;
    this.lanes = lanes;
    this.queue = queue;
  }

  public Result ask(WebhookId id, DeliveryId delivery) {
    Optional<Webhook> webhook = webhooks.find(id);
    if (webhook.isEmpty()) {
      return new Result.NoSuchWebhook();
    }
    Optional<DeliveryRecord> record =
        lanes.record(delivery).filter(found -> found.delivery().webhook().equals(id));
    if (record.isEmpty()) {
      return new Result.NoSuchDelivery();
    }
    if (!record.get().status().hasEnded()) {
      return new Result.StillWaits();
    }
    if (!webhook.get().settings().enabled()) {
      return new Result.WebhookDisabled();
    }
    queue.redeliver(id, delivery);
    return new Result.Asked();
  }
}
