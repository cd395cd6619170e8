package dev.presently.core.delivery;

import dev.presently.core.webhook.WebhookId;
import java.time.Instant;
import java.util.Optional;

/** Stores receivers' health. Each write returns the health after it. */
public interface ReceiverHealthStore {
  ReceiverHealth find(WebhookId webhook);

  /** Counts a failure; a pause replaces one that ends earlier, and empty keeps the stored one. */
  ReceiverHealth failed(WebhookId webhook, Instant at, Optional<ReceiverHealth.Pause> pause);

  /** Pauses the webhook unless its pause lasts as long. */
  ReceiverHealth paused(WebhookId webhook, ReceiverHealth.Pause pause);

  /** Ends failures and the pause known at the attempt; another pause stays. */
  ReceiverHealth succeeded(WebhookId webhook, Instant at, Optional<ReceiverHealth.Pause> known);

  /** Makes the receiver quick unless it is slow at that time. */
  ReceiverHealth quick(WebhookId webhook, Instant at);

  /** Makes the receiver slow until then, and not quick. */
  ReceiverHealth slow(WebhookId webhook, Instant until);

  /** Removes failures, pause, slowness, and that the receiver was quick. */
  void reset(WebhookId webhook);

  /** Removes the webhook's health unless a wake is asked for or claimed. */
  void forget(WebhookId webhook);
}
