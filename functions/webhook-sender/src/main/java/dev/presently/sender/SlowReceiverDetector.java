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
 * Notes that a receiver is slow while an attempt at it still goes on, so that the next batches do
 * not wait for it together with others.
 */
final class SlowReceiverDetector implements ReceiverClient {
  private final ReceiverClient receivers;
  private final ReceiverHealthStore health;
  private final Duration patience;
  private final Clock clock;
  private final Log log;

  SlowReceiverDetector(
      ReceiverClient receivers,
      ReceiverHealthStore health,
      Duration patience,
      Clock clock,
      Log log) {
    this.receivers = receivers;
    this.health = health;
    this.patience = patience;
    this.clock = clock;
    this.log = log;
  }

  @Override
  public Outcome attempt(SignedRequest request) {
    CompletableFuture<Outcome> attempt = new CompletableFuture<>();
    Executor later =
        CompletableFuture.delayedExecutor(
            patience.toMillis(), TimeUnit.MILLISECONDS, task -> Thread.startVirtualThread(task));
    later.execute(
        () -> {
          if (!attempt.isDone()) {
            note(request);
          }
        });
    try {
      return receivers.attempt(request);
    } finally {
      attempt.cancel(false);
    }
  }

  /** It is worth noting, and not worth failing for. */
  private void note(SignedRequest request) {
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
