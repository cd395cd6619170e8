package dev.presently.core.delivery;

import dev.presently.core.webhook.WebhookId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Stores for each webhook when to drain its parked lanes (its wake), and who drains them now. The
 * sweep finds overdue wakes.
 */
public interface WakeStore {
  /** A claim may be this early, because clocks differ. */
  Duration EARLY = Duration.ofSeconds(5);

  /** Asks for a wake by then; false if an equally early one is stored. */
  boolean ask(WebhookId webhook, Instant at);

  /**
   * Claims a due wake until then, when it is due again unless released. Returns how often a wake
   * was asked for so far; empty while another holder has it or it is not due, so of several
   * messages for one wake only one has an effect. The same holder may claim again.
   */
  OptionalLong claim(WebhookId webhook, String holder, Instant now, Instant until);

  /**
   * Releases the claim; the wake is due at {@code next} or not at all. False, and nothing is
   * written, if a wake was asked for since {@code asked} or another holder has it.
   */
  boolean release(WebhookId webhook, String holder, Optional<Instant> next, long asked);

  /**
   * The health of receivers whose webhooks have a wake, first the earliest. Eventually consistent.
   */
  List<ReceiverHealth> waiting(int limit);

  /** Some webhooks whose wake was due before then. Eventually consistent. */
  List<WebhookId> overdue(Instant before, int limit);
}
