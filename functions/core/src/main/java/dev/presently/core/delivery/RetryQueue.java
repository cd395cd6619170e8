package dev.presently.core.delivery;

import dev.presently.core.webhook.WebhookId;
import java.time.Instant;

/** Calls back, at least once; what is lost is found by the sweep. */
public interface RetryQueue {
  /** Looks at the webhook's parked lanes then; a wake too far away for the queue is left out. */
  void wake(WebhookId webhook, Instant at);

  /** Makes one more attempt at a delivery that has ended, now. */
  void redeliver(WebhookId webhook, DeliveryId delivery);
}
