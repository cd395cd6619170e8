package dev.presently.core.delivery;

import dev.presently.core.webhook.WebhookId;
import java.util.Collection;
import java.util.Map;

/** Reads at once what a batch of deliveries needs. Reads see every completed write. */
public interface BatchReader {
  /** The state of each webhook, and the lanes that were asked for. */
  record Batch(Map<WebhookId, WebhookState> webhooks, Map<LaneId, Lane> lanes) {}

  /**
   * {@code deliveries} are each the only one of its lane. Their lanes say whether they are parked
   * or erased, and whether this delivery has a record, but not which record is the last.
   */
  Batch read(Collection<WebhookId> webhooks, Collection<Delivery> deliveries);
}
