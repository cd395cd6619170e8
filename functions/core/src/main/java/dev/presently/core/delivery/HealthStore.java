package dev.presently.core.delivery;

import dev.presently.core.webhook.WebhookId;
import java.time.Instant;
import java.util.Optional;

/** Keeps how receivers do. Each write returns what is true after it. */
public interface HealthStore {
  Health find(WebhookId webhook);

  /** Counts a failure; a pause takes the place of the one before, none leaves that one. */
  Health failed(WebhookId webhook, Instant at, Optional<Health.Pause> pause);

  /** Pauses the webhook, whatever pause there was before. */
  Health paused(WebhookId webhook, Health.Pause pause);

  /** Ends failures and pause. */
  Health succeeded(WebhookId webhook, Instant at);

  Health slow(WebhookId webhook, Instant until);

  /**
   * Forgets failures, pause and slowness: the receiver is another one, or is given a new chance.
   */
  void reset(WebhookId webhook);

  /** Forgets the webhook, and whatever wake was asked for it. */
  void forget(WebhookId webhook);
}
