package dev.presently.core.delivery;

import dev.presently.core.webhook.Webhook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Makes one attempt at a delivery and notes what it tells of the receiver: a failure may pause its
 * webhook, one that is final or the last of many disables it, and what waits for it ends soon. A
 * fault of ours is thrown, and counts no attempt.
 */
public final class AttemptDelivery {
  /** An attempt, and the target as it is after it. */
  public record AttemptResult(Attempt attempt, Outcome outcome, WebhookState target) {}

  private final ReceiverClient receivers;
  private final ReceiverHealthStore health;
  private final ReviseWebhook webhooks;
  private final String userAgent;
  private final RandomGenerator chance;
  private final Clock clock;

  public AttemptDelivery(
      ReceiverClient receivers,
      ReceiverHealthStore health,
      ReviseWebhook webhooks,
      String userAgent,
      RandomGenerator chance,
      Clock clock) {
    this.receivers = receivers;
    this.health = health;
    this.webhooks = webhooks;
    this.userAgent = userAgent;
    this.chance = chance;
    this.clock = clock;
  }

  /** Attempts this delivery to a target that has a webhook. */
  AttemptResult attempt(Delivery delivery, WebhookState target) {
    Webhook webhook = target.webhook().orElseThrow();
    Instant began = clock.instant();
    Outcome outcome =
        receivers.attempt(
            SignedRequest.of(delivery.event(), delivery.body(), webhook, userAgent, began));
    Instant ended = clock.instant();
    Duration took = Duration.between(began, ended);
    WebhookState after =
        outcome instanceof Outcome.Delivered
            ? succeeded(target, webhook, ended)
            : failed(target, webhook, outcome, ended);
    return new AttemptResult(
        Attempt.of(began, took, outcome),
        outcome,
        took.compareTo(ReceiverHealth.SLOW) < 0
            ? after
            : after.with(after.health().slowSince(ended)));
  }

  /**
   * What the attempt makes of the delivery for which it was made: it has ended, or it waits for the
   * next one.
   */
  DeliveryRecord after(DeliveryRecord before, AttemptResult tried) {
    DeliveryRecord attempted = before.attempted(tried.attempt());
    return switch (tried.outcome()) {
      case Outcome.Delivered _ -> attempted.ended(new DeliveryStatus.Delivered());
      case Outcome.Permanent _ -> attempted.ended(DeadReasons.gone());
      case Outcome.RetryLater later ->
          RetrySchedule.waitAfter(
                  attempted.attempts().size(), later, tried.target().retries(), chance.nextDouble())
              .map(wait -> attempted.retryAt(clock.instant().plus(wait)))
              .orElseGet(() -> attempted.ended(DeadReasons.after(attempted)));
    };
  }

  private WebhookState succeeded(WebhookState target, Webhook webhook, Instant now) {
    ReceiverHealth known = target.health();
    return known.isNews(now)
        ? target.with(health.succeeded(webhook.id(), now, known.pause()))
        : target;
  }

  private WebhookState failed(WebhookState target, Webhook webhook, Outcome outcome, Instant now) {
    double spread = chance.nextDouble();
    ReceiverHealth counted =
        health.failed(webhook.id(), now, target.health().pauseAfter(outcome, now, spread));
    ReceiverHealth after =
        counted
            .pauseOverdue(outcome, now, spread)
            .map(pause -> health.paused(webhook.id(), pause))
            .orElse(counted);
    WebhookState failing = target.with(after);
    return disabledReason(outcome, failing.health(), webhook, now)
        .map(reason -> failing.with(disable(webhook, reason)))
        .orElse(failing);
  }

  private static Optional<String> disabledReason(
      Outcome outcome, ReceiverHealth health, Webhook webhook, Instant now) {
    if (outcome instanceof Outcome.Permanent(int status)) {
      return Optional.of("the receiver answered " + status + ": it is gone for good");
    }
    return health.isGivenUp(webhook, now)
        ? Optional.of("nothing but failures for 72 hours")
        : Optional.empty();
  }

  /** Only what was attempted is disabled, not what its owner made of it in the meantime. */
  private Optional<Webhook> disable(Webhook attempted, String reason) {
    return webhooks.change(
        attempted.id(),
        (now, at) ->
            now.url().equals(attempted.url()) && now.disableState().equals(attempted.disableState())
                ? now.disabled(reason, at)
                : now);
  }
}
