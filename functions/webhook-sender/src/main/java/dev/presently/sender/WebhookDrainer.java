package dev.presently.sender;

import dev.presently.core.InParallel;
import dev.presently.core.delivery.DrainLane;
import dev.presently.core.delivery.DrainLane.Result;
import dev.presently.core.delivery.DrainWebhook;
import dev.presently.core.delivery.Lane;
import dev.presently.core.delivery.Wakes.Claim;
import dev.presently.core.delivery.WebhookState;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.wiring.Ports;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Drains the parked lanes of one webhook, lanes in parallel and each in order, until no lane is
 * due, the receiver fails, or the time is up. A receiver that is not quick gets one attempt for
 * each of a few lanes, so that it does not keep the function from other webhooks. Lanes that are
 * left have their next wake.
 */
final class WebhookDrainer {
  /** A claim outlives its invocation by this time. */
  private static final Duration CLAIM_MARGIN = Duration.ofSeconds(5);

  /** With less time left, a claim is useless: the sweep finds the webhook. */
  private static final Duration SHORTEST_CLAIM = Duration.ofSeconds(1);

  private final DrainWebhook webhooks;
  private final DrainLane lanes;
  private final Duration longestAttempt;
  private final InstantSource clock;
  private final DeliveryAttemptLog attempts;

  WebhookDrainer(Ports ports, Duration longestAttempt, DeliveryAttemptLog attempts) {
    this.webhooks = ports.useCases().drainWebhook();
    this.lanes = ports.useCases().drainLane();
    this.longestAttempt = longestAttempt;
    this.clock = ports.clock();
    this.attempts = attempts;
  }

  /** Drains the due lanes, unless another holder has the claim on the webhook. */
  void drain(WebhookId webhook, String holder, IntSupplier remainingMillis) {
    Optional<Claim> claim = claim(webhook, holder, remainingMillis);
    boolean hasMore = true;
    while (claim.isPresent()) {
      hasMore = hasMore && drainDue(webhook, remainingMillis);
      if (webhooks.release(claim.get())) {
        return;
      }
      claim = claim(webhook, holder, remainingMillis);
    }
  }

  private Optional<Claim> claim(WebhookId webhook, String holder, IntSupplier remainingMillis) {
    Duration left = Duration.ofMillis(remainingMillis.getAsInt());
    return left.compareTo(SHORTEST_CLAIM) < 0
        ? Optional.empty()
        : webhooks.claim(webhook, holder, left.plus(CLAIM_MARGIN));
  }

  /** False after the one round of a receiver that is not quick: the next wake drains the rest. */
  private boolean drainDue(WebhookId webhook, IntSupplier remainingMillis) {
    while (hasTimeForAttempt(remainingMillis)) {
      var cached = new CachedWebhookState(() -> webhooks.state(webhook), clock);
      WebhookState atStart = cached.get();
      List<Lane> due = webhooks.due(webhook, atStart);
      if (due.isEmpty()) {
        return true;
      }
      InParallel.each(
          due,
          atStart.drainConcurrency(),
          lane -> drainLane(lane, atStart, cached, remainingMillis));
      if (cached.get().drainsOneRound()) {
        return false;
      }
    }
    return true;
  }

  /** Returns the lane only because {@link InParallel} collects results. */
  private Lane drainLane(
      Lane lane, WebhookState atStart, CachedWebhookState cached, IntSupplier remainingMillis) {
    Optional<Lane> next = Optional.of(lane);
    while (next.isPresent() && hasTimeForAttempt(remainingMillis)) {
      WebhookState state = cached.get();
      if (state.isHeldBackSince(atStart)) {
        break;
      }
      Result result = lanes.step(next.get(), state);
      cached.replace(state, result.state());
      result.attempted().ifPresent(attempts::attempted);
      result.ended().forEach(attempts::ended);
      next =
          result.attempted().isPresent() && result.state().drainsOneRound()
              ? Optional.empty()
              : result.next();
    }
    return lane;
  }

  private boolean hasTimeForAttempt(IntSupplier remainingMillis) {
    return remainingMillis.getAsInt() >= longestAttempt.toMillis();
  }
}
