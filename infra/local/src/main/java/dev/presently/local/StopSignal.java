package dev.presently.local;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends every loop and every wait of the event sources when the runner stops. */
final class StopSignal {
  private final CountDownLatch stopped = new CountDownLatch(1);

  void begin() {
    stopped.countDown();
  }

  boolean now() {
    return stopped.getCount() == 0;
  }

  /** Waits; returns true at once if the runner stops meanwhile. */
  boolean within(Duration time) {
    try {
      return stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
