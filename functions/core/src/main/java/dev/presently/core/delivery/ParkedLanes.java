package dev.presently.core.delivery;

import dev.presently.core.webhook.WebhookId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The lanes of a webhook that are parked. Reads see every lane that was parked before. */
public interface ParkedLanes {
  /** Some of the lanes that are due at this moment, those first that are due the longest. */
  List<LaneId> due(WebhookId webhook, Instant now, int limit);

  /** When the first of them is due; none when none is parked. */
  Optional<Instant> nextDue(WebhookId webhook);

  /** So many lanes are counted at most. */
  int MOST_COUNTED = 10_000;

  /** How many deliveries wait in all of them, or in {@link #MOST_COUNTED} of them. */
  long waiting(WebhookId webhook);
}
