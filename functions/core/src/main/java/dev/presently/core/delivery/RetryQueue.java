package dev.presently.core.delivery;

import dev.presently.core.webhook.WebhookId;
import java.time.Instant;

/** Queues wakes and redeliveries, at least once; the sweep makes up for lost wakes. */
public interface RetryQueue {
  /** Drains the webhook's parked lanes then; a wake too far away for the queue is not sent. */
  void wake(WebhookId webhook, Instant at);

  /** Makes one more attempt at a delivery that has ended, now. */
  void redeliver(WebhookId webhook, DeliveryId delivery);
}
