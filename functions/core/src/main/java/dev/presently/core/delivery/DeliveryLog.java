package dev.presently.core.delivery;

import dev.presently.core.Page;
import dev.presently.core.webhook.WebhookId;
import java.util.Optional;

/** What became of deliveries, for people to look at; ended ones are kept for some days. */
public interface DeliveryLog {
  /**
   * The deliveries of a webhook, the newest event first, of one status or all. A page may hold
   * fewer than {@code limit} though there are more. What changed a moment ago may not be seen yet.
   */
  Page<DeliveryRecord> list(
      WebhookId webhook, Optional<DeliveryStatus.Word> status, Optional<String> after, int limit);
}
