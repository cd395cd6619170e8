package dev.presently.sender;

import dev.presently.adapters.log.Log;
import dev.presently.core.delivery.Health;
import dev.presently.core.delivery.HealthStore;
import dev.presently.core.delivery.Outcome;
import dev.presently.core.delivery.Receivers;
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
final class WatchedReceivers implements Receivers {
  private final Receivers receivers;
  private final HealthStore health;
  private final Duration patience;
  private final Clock clock;
  private final Log log;

  WatchedReceivers(
      Receivers receivers, HealthStore health, Duration patience, Clock clock, Log log) {
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
      health.slow(request.webhook(), Health.slowFrom(clock.instant()));
    } catch (RuntimeException e) {
      log.error(
          "a slow receiver was not noted",
          e,
          line -> line.number("webhookId", request.webhook().value()));
    }
  }
}
