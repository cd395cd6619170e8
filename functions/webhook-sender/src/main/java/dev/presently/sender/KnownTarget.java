package dev.presently.sender;

import dev.presently.core.delivery.Target;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** What many attempts side by side know of one webhook: read once, while others wait for it. */
final class KnownTarget {
  private final Supplier<Target> read;
  private final Lock reading = new ReentrantLock();
  private Optional<Target> known = Optional.empty();

  KnownTarget(Supplier<Target> read) {
    this.read = read;
  }

  /** A read that fails is made again by the next one who needs it. */
  Target get() {
    reading.lock();
    try {
      Target target = known.orElseGet(read);
      known = Optional.of(target);
      return target;
    } finally {
      reading.unlock();
    }
  }

  /**
   * What an attempt has made of the target that it was given. Where another one has found something
   * as well, neither knows it all, and it is read again.
   */
  void became(Target given, Target now) {
    reading.lock();
    try {
      if (!now.equals(given)) {
        known = known.filter(given::equals).map(_ -> now);
      }
    } finally {
      reading.unlock();
    }
  }
}
