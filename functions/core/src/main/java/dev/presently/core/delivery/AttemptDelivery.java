package dev.presently.core.delivery;

import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookStore;
import java.time.Clock;
import java.util.Optional;

/** Makes one attempt at a delivery, to the webhook as it is registered now. */
public final class AttemptDelivery {
  /** What came of it. */
  public sealed interface Result {
    /** An attempt was made. */
    record Attempted(Outcome outcome) implements Result {}

    /** Nobody waits for it any more: the webhook is deleted or disabled. */
    record Discarded() implements Result {}
  }

  private final WebhookStore webhooks;
  private final Receivers receivers;
  private final String userAgent;
  private final Clock clock;

  public AttemptDelivery(
      WebhookStore webhooks, Receivers receivers, String userAgent, Clock clock) {
    this.webhooks = webhooks;
    this.receivers = receivers;
    this.userAgent = userAgent;
    this.clock = clock;
  }

  public Result attempt(Delivery delivery) {
    Optional<Webhook> webhook =
        webhooks.find(delivery.webhook()).filter(found -> found.wishes().enabled());
    return webhook.isEmpty()
        ? new Result.Discarded()
        : new Result.Attempted(
            receivers.attempt(
                SignedRequest.of(delivery, webhook.get(), userAgent, clock.instant())));
  }
}
