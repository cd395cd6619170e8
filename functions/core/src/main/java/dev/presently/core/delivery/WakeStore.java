package dev.presently.core.delivery;

import dev.presently.core.webhook.WebhookId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Keeps for each webhook when its parked lanes are to be looked at, and who does so now. A wake
 * that is missed is found when it is overdue.
 */
public interface WakeStore {
  /** Clocks differ: who comes by so much too early is in time. */
  Duration EARLY = Duration.ofSeconds(5);

  /** Asks for a wake by then; true when none so early stood before. */
  boolean ask(WebhookId webhook, Instant at);

  /**
   * Holds the wake until then, when it is due again if nobody released it. Returns how often a wake
   * was asked for so far; empty while another one holds it, and while it is not due: of several
   * messages about one wake, one does something. The same holder may claim again.
   */
  OptionalLong claim(WebhookId webhook, String holder, Instant now, Instant until);

  /**
   * Gives it back, due at {@code next} or not at all. False, and nothing is written, when a wake
   * was asked for since {@code asked}, or another one holds it.
   */
  boolean release(WebhookId webhook, String holder, Optional<Instant> next, long asked);

  /**
   * Some of the webhooks whose wake was due before then. What changed a moment ago may be missed.
   */
  List<WebhookId> overdue(Instant before, int limit);
}
