package dev.presently.core.delivery;

import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sends a signed {@code webhook.test} to a webhook's receiver, now and once, whether the webhook is
 * enabled or not. Nothing follows from how it ends.
 */
public final class SendTestEvent {
  private final WebhookStore webhooks;
  private final ReceiverClient receivers;
  private final EventWriter envelopes;
  private final String userAgent;
  private final Supplier<String> nonces;
  private final Clock clock;

  public SendTestEvent(
      WebhookStore webhooks,
      ReceiverClient receivers,
      EventWriter envelopes,
      String userAgent,
      Supplier<String> nonces,
      Clock clock) {
    this.webhooks = webhooks;
    this.receivers = receivers;
    this.envelopes = envelopes;
    this.userAgent = userAgent;
    this.nonces = nonces;
    this.clock = clock;
  }

  /** The attempt; none when there is no such webhook. */
  public Optional<Attempt> test(WebhookId id) {
    return webhooks
        .find(id)
        .map(
            webhook -> {
              Instant began = clock.instant();
              Event event = new Event.WebhookTest(webhook, began, nonces.get());
              Outcome outcome =
                  receivers.attempt(
                      SignedRequest.of(
                          event.id(), envelopes.write(event), webhook, userAgent, began));
              return Attempt.of(began, Duration.between(began, clock.instant()), outcome);
            });
  }
}
