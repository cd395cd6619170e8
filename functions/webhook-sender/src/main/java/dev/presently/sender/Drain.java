package dev.presently.sender;

import dev.presently.core.delivery.DrainLane;
import dev.presently.core.delivery.DrainLane.Result;
import dev.presently.core.delivery.DrainWebhook;
import dev.presently.core.delivery.DrainWebhook.Claim;
import dev.presently.core.delivery.Lane;
import dev.presently.core.delivery.Target;
import dev.presently.core.webhook.WebhookId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;

/**
 * Drains the parked lanes of one webhook, some at a time and each in its order, until none is due,
 * its receiver fails, or the time is up; whatever is left then has its next wake.
 */
final class Drain {
  private static final int LANES_AT_ONCE = 16;

  /** A claim outlives its function by this much. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private final DrainWebhook webhooks;
  private final DrainLane lanes;
  private final Threads threads;
  private final Duration longestAttempt;
  private final Journal journal;

  Drain(
      DrainWebhook webhooks,
      DrainLane lanes,
      Threads threads,
      Duration longestAttempt,
      Journal journal) {
    this.webhooks = webhooks;
    this.lanes = lanes;
    this.threads = threads;
    this.longestAttempt = longestAttempt;
    this.journal = journal;
  }

  /**
   * Drains what is due, unless another one does so already. {@code holder} names the message that
   * asks, so that a drain that was cut off goes on when its message comes again.
   */
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
    return webhooks.claim(
        webhook, holder, Duration.ofMillis(remainingMillis.getAsInt()).plus(MARGIN));
  }

  private void drainDue(WebhookId webhook, IntSupplier remainingMillis) {
    while (isTimeFor(remainingMillis)) {
      var latest = new AtomicReference<>(webhooks.target(webhook));
      List<Lane> due = webhooks.due(webhook, latest.get());
      if (due.isEmpty()) {
        return;
      }
      boolean probes = latest.get().health().isPaused();
      try (ExecutorService all = threads.open(LANES_AT_ONCE)) {
        due.stream()
            .map(
                lane ->
                    CompletableFuture.runAsync(
                        () -> drainLane(lane, probes, latest, remainingMillis), all))
            .toList()
            .forEach(CompletableFuture::join);
      }
    }
  }

  private void drainLane(
      Lane lane, boolean probes, AtomicReference<Target> latest, IntSupplier remainingMillis) {
    Lane next = lane;
    boolean probing = probes;
    while (isTimeFor(remainingMillis) && (probing || !latest.get().health().isPaused())) {
      Result result = lanes.step(next, latest.get());
      latest.set(result.target());
      result.attempted().ifPresent(journal::attempted);
      if (!(result instanceof Result.GoesOn(var now, _, _))) {
        return;
      }
      // A probe is one attempt, also where it was its event's last and the next one has its turn.
      probing = probing && result.attempted().isEmpty();
      next = now;
    }
  }

  private boolean isTimeFor(IntSupplier remainingMillis) {
    return remainingMillis.getAsInt() >= longestAttempt.toMillis();
  }
}
