package dev.presently.sender;

import dev.presently.core.delivery.DrainLane;
import dev.presently.core.delivery.DrainLane.Result;
import dev.presently.core.delivery.DrainWebhook;
import dev.presently.core.delivery.DrainWebhook.Claim;
import dev.presently.core.delivery.Lane;
import dev.presently.core.delivery.WebhookState;
import dev.presently.core.webhook.WebhookId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Drains the parked lanes of one webhook, some at a time and each in its order, until none is due,
 * its receiver fails, or the time is up; whatever is left then has its next wake.
 */
final class LaneDrainer {
  private static final int LANES_AT_ONCE = 16;

  /** A claim outlives its function by this much. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  /** With less left a claim is not worth taking: the sweep finds what it would have found. */
  private static final Duration CLAIMED_AND_RELEASED = Duration.ofSeconds(1);

  private final DrainWebhook webhooks;
  private final DrainLane lanes;
  private final BatchThreads threads;
  private final Duration longestAttempt;
  private final InstantSource clock;
  private final DeliveryAttemptLog journal;

  LaneDrainer(
      DrainWebhook webhooks,
      DrainLane lanes,
      BatchThreads threads,
      Duration longestAttempt,
      InstantSource clock,
      DeliveryAttemptLog journal) {
    this.webhooks = webhooks;
    this.lanes = lanes;
    this.threads = threads;
    this.longestAttempt = longestAttempt;
    this.clock = clock;
    this.journal = journal;
  }

  /** Drains what is due in the name of this holder, unless another one does so already. */
  void drain(WebhookId webhook, String holder, IntSupplier remainingMillis) {
    Optional<Claim> claim = claim(webhook, holder, remainingMillis);
    while (claim.isPresent()) {
      drainDue(webhook, remainingMillis);
      if (webhooks.release(claim.get())) {
        return;
      }
      claim = claim(webhook, holder, remainingMillis);
    }
  }

  private Optional<Claim> claim(WebhookId webhook, String holder, IntSupplier remainingMillis) {
    Duration left = Duration.ofMillis(remainingMillis.getAsInt());
    return left.compareTo(CLAIMED_AND_RELEASED) < 0
        ? Optional.empty()
        : webhooks.claim(webhook, holder, left.plus(MARGIN));
  }

  private void drainDue(WebhookId webhook, IntSupplier remainingMillis) {
    while (isTimeFor(remainingMillis)) {
      var known = new CachedWebhookState(() -> webhooks.target(webhook), clock);
      WebhookState begun = known.get();
      List<Lane> due = webhooks.due(webhook, begun);
      if (due.isEmpty()) {
        return;
      }
      threads.each(
          due,
          LANES_AT_ONCE,
          lane -> {
            drainLane(lane, begun, known, remainingMillis);
            return lane;
          });
    }
  }

  private void drainLane(
      Lane lane, WebhookState begun, CachedWebhookState known, IntSupplier remainingMillis) {
    Optional<Lane> next = Optional.of(lane);
    while (next.isPresent() && isTimeFor(remainingMillis)) {
      WebhookState target = known.get();
      if (target.isPausedSince(begun)) {
        return;
      }
      Result result = lanes.step(next.get(), target);
      known.became(target, result.target());
      result.attempted().ifPresent(journal::attempted);
      next = result instanceof Result.GoesOn(var now, _, _) ? Optional.of(now) : Optional.empty();
    }
  }

  private boolean isTimeFor(IntSupplier remainingMillis) {
    return remainingMillis.getAsInt() >= longestAttempt.toMillis();
  }
}
