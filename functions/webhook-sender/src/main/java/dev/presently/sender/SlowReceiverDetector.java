package dev.presently.sender;

import dev.presently.adapters.log.Log;
import dev.presently.core.delivery.Outcome;
import dev.presently.core.delivery.ReceiverClient;
import dev.presently.core.delivery.ReceiverHealth;
import dev.presently.core.delivery.ReceiverHealthStore;
import dev.presently.core.delivery.SignedRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Marks a receiver as slow while an attempt is still running, so that the next batches do not make
 * other receivers wait with it.
 */
final class SlowReceiverDetector implements ReceiverClient {
  private final ReceiverClient receivers;
  private final ReceiverHealthStore health;
  private final Duration threshold;
  private final Clock clock;
  private final Log log;

  SlowReceiverDetector(
      ReceiverClient receivers,
      ReceiverHealthStore health,
      Duration threshold,
      Clock clock,
      Log log) {
    this.receivers = receivers;
    this.health = health;
    this.threshold = threshold;
    this.clock = clock;
    this.log = log;
  }

  @Override
  public Outcome attempt(SignedRequest request) {
    CompletableFuture<Outcome> attempt = new CompletableFuture<>();
    Executor later =
        CompletableFuture.delayedExecutor(
            threshold.toMillis(), TimeUnit.MILLISECONDS, task -> Thread.startVirtualThread(task));
    later.execute(
        () -> {
          if (!attempt.isDone()) {
            markSlow(request);
          }
        });
    try {
      return receivers.attempt(request);
    } finally {
      attempt.cancel(false);
    }
  }

  /** A failure here must not fail the attempt. */
  private void markSlow(SignedRequest request) {
    try {
      health.slow(request.webhook(), ReceiverHealth.slowFrom(clock.instant()));
    } catch (RuntimeException e) {
      log.error(
          "a slow receiver was not noted",
          e,
          line -> line.put("webhookId", request.webhook().value()));
    }
  }
}
