package dev.presently.core.delivery;

import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sends a signed {@code webhook.test} to a webhook's receiver, now and once, even if the webhook is
 * disabled. The outcome changes nothing, but a receiver that answers it quickly counts as quick.
 */
public final class SendTestEvent {
  private final WebhookStore webhooks;
  private final ReceiverClient receivers;
  private final ReceiverHealthStore health;
  private final EventWriter events;
  private final String userAgent;
  private final Supplier<String> nonces;
  private final Clock clock;

  public SendTestEvent(
      WebhookStore webhooks,
      ReceiverClient receivers,
      ReceiverHealthStore health,
      EventWriter events,
      String userAgent,
      Supplier<String> nonces,
      Clock clock) {
    this.webhooks = webhooks;
    this.receivers = receivers;
    this.health = health;
    this.events = events;
    this.userAgent = userAgent;
    this.nonces = nonces;
    this.clock = clock;
  }

  /** Empty if there is no such webhook. */
  public Optional<Attempt> test(WebhookId id) {
    return webhooks.find(id).map(this::test);
  }

  private Attempt test(Webhook webhook) {
    Instant began = clock.instant();
    Event event = new Event.WebhookTest(webhook, began, nonces.get());
    String body = events.write(event);
    Outcome outcome =
        receivers.attempt(SignedRequest.of(event.id(), body, webhook, userAgent, began));
    Instant ended = clock.instant();
    Duration took = Duration.between(began, ended);
    if (outcome instanceof Outcome.Delivered && !ReceiverHealth.isSlow(took)) {
      health.quick(webhook.id(), ended);
    }
    return Attempt.of(began, took, outcome);
  }
}
