package dev.presently.relay;

import dev.presently.adapters.log.Log;
import dev.presently.core.presence.TimerQueue;
import dev.presently.core.presence.TimerQueue.Timer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Arms the timers of a batch, some at a time, so that many who type delay nobody's events. */
final class Timers {
  private static final int AT_ONCE = 8;

  private final TimerQueue queue;
  private final Log log;

  Timers(TimerQueue queue, Log log) {
    this.queue = queue;
    this.log = log;
  }

  /** How many of these places, counted from the first, have no timer or a surely armed one. */
  int arm(List<Optional<Timer>> timers) {
    if (timers.stream().allMatch(Optional::isEmpty)) {
      return timers.size();
    }
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      List<CompletableFuture<Boolean>> armed =
          timers.stream()
              .map(timer -> CompletableFuture.supplyAsync(() -> isArmed(timer), threads))
              .toList();
      return (int) armed.stream().takeWhile(CompletableFuture::join).count();
    }
  }

  private boolean isArmed(Optional<Timer> timer) {
    try {
      timer.ifPresent(queue::arm);
      return true;
    } catch (Throwable e) {
      log.error("a timer was not armed", e, _ -> {});
      return false;
    }
  }
}
