package dev.presently.core.delivery;

import dev.presently.core.webhook.WebhookId;
import java.time.Instant;
import java.util.Optional;

/** Keeps how receivers do. Each write returns what is true after it. */
public interface ReceiverHealthStore {
  ReceiverHealth find(WebhookId webhook);

  /** Counts a failure; a pause takes the place of one that ends before it, none leaves that one. */
  ReceiverHealth failed(WebhookId webhook, Instant at, Optional<ReceiverHealth.Pause> pause);

  /** Pauses the webhook, unless it has a pause that lasts as long. */
  ReceiverHealth paused(WebhookId webhook, ReceiverHealth.Pause pause);

  /** Ends failures, and the pause that was known when the attempt was made; another one stays. */
  ReceiverHealth succeeded(WebhookId webhook, Instant at, Optional<ReceiverHealth.Pause> known);

  ReceiverHealth slow(WebhookId webhook, Instant until);

  /**
   * Forgets failures, pause and slowness: the receiver is another one, or is given a new chance.
   */
  void reset(WebhookId webhook);

  /** Forgets the webhook, unless a wake was asked for it or somebody holds it. */
  void forget(WebhookId webhook);
}
