package dev.presently.core.delivery;

import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookStore;
import java.util.Optional;
import java.util.function.Predicate;

/** Asks for one more attempt at a delivery that has ended; it is made after this returns. */
public final class RequestRedelivery {
  public enum Result {
    REQUESTED,
    NO_SUCH_WEBHOOK,
    WEBHOOK_DISABLED,
    NO_SUCH_DELIVERY,
    /** The delivery has not ended: its own attempts go on. */
    NOT_ENDED
  }

  private final WebhookStore webhooks;
  private final LaneStore lanes;
  private final RetryQueue queue;

  public RequestRedelivery(WebhookStore webhooks, LaneStore lanes, RetryQueue queue) {
    this.webhooks = webhooks;
    this.lanes = lanes;
    this.queue = queue;
  }

  /** A delivery that the caller must not see is none. */
  public Result request(WebhookId id, DeliveryId delivery, Predicate<Delivery> seen) {
    Optional<Webhook> webhook = webhooks.find(id);
    if (webhook.isEmpty()) {
      return Result.NO_SUCH_WEBHOOK;
    }
    Optional<DeliveryRecord> record =
        lanes
            .record(delivery)
            .filter(found -> found.delivery().webhook().equals(id))
            .filter(found -> seen.test(found.delivery()));
    if (record.isEmpty()) {
      return Result.NO_SUCH_DELIVERY;
    }
    if (!record.get().status().hasEnded()) {
      return Result.NOT_ENDED;
    }
    if (!webhook.get().settings().enabled()) {
      return Result.WEBHOOK_DISABLED;
    }
    queue.redeliver(id, delivery);
    return Result.REQUESTED;
  }
}
