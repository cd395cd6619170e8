package dev.presently.core.delivery;

import dev.presently.core.webhook.WebhookId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A webhook's parked lanes (why a lane is parked: {@link Lane}). Reads see every completed write.
 */
public interface ParkedLanes {
  /** Some of the lanes that are due now, the longest due first. */
  List<LaneId> due(WebhookId webhook, Instant now, int limit);

  /** When the first is due; empty if none is parked. */
  Optional<Instant> nextDue(WebhookId webhook);

  /** Most lanes that {@link #waiting} counts. */
  int MOST_COUNTED = 10_000;

  /** How many deliveries wait in all parked lanes. */
  long waiting(WebhookId webhook);
}
