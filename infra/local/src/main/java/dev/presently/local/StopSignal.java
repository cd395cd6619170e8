package dev.presently.local;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The runner's wish to stop, which every loop asks for and every wait ends with. */
final class StopSignal {
  private final CountDownLatch wish = new CountDownLatch(1);

  void begin() {
    wish.countDown();
  }

  boolean now() {
    return wish.getCount() == 0;
  }

  /** Waits; true at once when the runner stops meanwhile. */
  boolean within(Duration time) {
    try {
      return wish.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
