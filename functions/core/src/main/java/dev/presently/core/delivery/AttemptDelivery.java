package dev.presently.core.delivery;

import dev.presently.core.webhook.RetryPolicy;
import dev.presently.core.webhook.Webhook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Makes one attempt at a delivery and records the receiver's health: a quick success lets its
 * events be sent with those of others; a failure may pause the webhook; a 410, or failures for too
 * long, disable it. A fault of ours is thrown and counts no attempt.
 */
public final class AttemptDelivery {
  /** An attempt, and the webhook's state after it. */
  public record AttemptResult(Attempt attempt, Outcome outcome, WebhookState state) {}

  private final ReceiverClient receivers;
  private final ReceiverHealthStore health;
  private final ChangeWebhook webhooks;
  private final String userAgent;
  private final RandomGenerator random;
  private final Clock clock;

  public AttemptDelivery(
      ReceiverClient receivers,
      ReceiverHealthStore health,
      ChangeWebhook webhooks,
      String userAgent,
      RandomGenerator random,
      Clock clock) {
    this.receivers = receivers;
    this.health = health;
    this.webhooks = webhooks;
    this.userAgent = userAgent;
    this.random = random;
    this.clock = clock;
  }

  /** The first attempt; the webhook must exist. */
  AttemptResult attempt(Delivery delivery, WebhookState state) {
    return attempt(delivery, false, state);
  }

  /** The next attempt of a delivery; the webhook must exist. */
  AttemptResult attempt(DeliveryRecord record, WebhookState state) {
    return attempt(record.delivery(), !record.attempts().isEmpty(), state);
  }

  private AttemptResult attempt(Delivery delivery, boolean again, WebhookState state) {
    Webhook webhook = state.webhook().orElseThrow();
    Instant began = clock.instant();
    Outcome outcome =
        receivers.attempt(
            SignedRequest.of(delivery.event(), delivery.body(), webhook, userAgent, began));
    Instant ended = clock.instant();
    Duration took = Duration.between(began, ended);
    boolean quick = !ReceiverHealth.isSlow(took);
    WebhookState after =
        outcome instanceof Outcome.Delivered
            ? succeeded(state, webhook, quick, ended)
            : failed(state, webhook, outcome, again, ended);
    return new AttemptResult(
        Attempt.of(began, took, outcome),
        outcome,
        quick ? after : after.with(after.health().slowSince(ended)));
  }

  /** The delivery after the attempt: ended, or waiting for the next attempt. */
  DeliveryRecord after(DeliveryRecord before, AttemptResult result) {
    DeliveryRecord attempted = before.attempted(result.attempt());
    return switch (result.outcome()) {
      case Outcome.Delivered _ -> attempted.ended(new DeliveryStatus.Delivered());
      case Outcome.Permanent _ ->
          attempted.ended(
              new DeliveryStatus.Dead("the receiver answered that it is gone for good"));
      case Outcome.RetryLater later ->
          RetrySchedule.waitAfter(
                  attempted.attempts().size(), later, result.state().retries(), random.nextDouble())
              .map(wait -> attempted.retryAt(clock.instant().plus(wait)))
              .orElseGet(() -> attempted.ended(allFailed(attempted.attempts())));
    };
  }

  private static DeliveryStatus allFailed(List<Attempt> attempts) {
    Attempt last = attempts.getLast();
    String how =
        last.status()
            .map(status -> "status " + status)
            .or(last::error)
            .orElseGet(() -> last.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    return new DeliveryStatus.Dead(
        "all " + attempts.size() + " attempts failed, the last with " + how);
  }

  private WebhookState succeeded(WebhookState state, Webhook webhook, boolean quick, Instant now) {
    ReceiverHealth known = state.health();
    ReceiverHealth after =
        known.isNews(now) ? health.succeeded(webhook.id(), now, known.pause()) : known;
    return state.with(quick && after.becomesQuick(now) ? health.quick(webhook.id(), now) : after);
  }

  private WebhookState failed(
      WebhookState state, Webhook webhook, Outcome outcome, boolean again, Instant now) {
    double chance = random.nextDouble();
    Optional<RetryPolicy> own = state.retries();
    ReceiverHealth counted =
        health.failed(
            webhook.id(), now, state.health().pauseAfter(outcome, again, own, now, chance));
    ReceiverHealth after =
        counted
            .pauseOverdue(outcome, again, own, now, chance)
            .map(pause -> health.paused(webhook.id(), pause))
            .orElse(counted);
    return disabledReason(outcome, after, webhook, now)
        .map(reason -> new WebhookState(disable(webhook, reason), after))
        .orElse(state.with(after));
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

  /** Disables the webhook unless its URL or disable state has changed since the attempt began. */
  private Optional<Webhook> disable(Webhook attempted, String reason) {
    return webhooks.change(
        attempted.id(),
        (now, at) ->
            now.url().equals(attempted.url()) && now.disableState().equals(attempted.disableState())
                ? now.disabled(reason, at)
                : now);
  }
}
