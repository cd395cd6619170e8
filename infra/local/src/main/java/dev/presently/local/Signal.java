package dev.presently.local;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Wakes the threads that wait for it; a thread misses no signal since it took {@link #count}. */
final class Signal {
  private long count;

  synchronized void raise() {
    count++;
    notifyAll();
  }

  /** How often it was raised. */
  synchronized long count() {
    return count;
  }

  /** Waits until it was raised more often than that; the time is an upper bound. */
  synchronized void await(long seen, Duration atMost) {
    var end = System.nanoTime() + atMost.toNanos();
    try {
      for (var left = atMost.toNanos(); count == seen && left > 0; left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
