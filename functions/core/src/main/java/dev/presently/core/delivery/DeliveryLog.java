package dev.presently.core.delivery;

import dev.presently.core.Page;
import dev.presently.core.webhook.WebhookId;
import java.util.Optional;

/** Deliveries and their outcomes; ended ones are kept for some days. */
public interface DeliveryLog {
  /**
   * A webhook's deliveries of one status or all, the newest event first. A page may hold fewer than
   * {@code limit} although there are more. Eventually consistent.
   */
  Page<DeliveryRecord> list(
      WebhookId webhook, Optional<DeliveryStatus.Word> status, Optional<String> after, int limit);
}
