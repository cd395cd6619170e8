package dev.presently.sender;

import dev.presently.core.delivery.Target;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** What a batch knows of one webhook: read once, by whoever needs it first, while others wait. */
final class KnownTarget {
  private final Lock reading = new ReentrantLock();
  private Optional<Target> known = Optional.empty();

  /** A read that fails is made again by the next one who needs it. */
  Target orRead(Supplier<Target> read) {
    reading.lock();
    try {
      Target target = known.orElseGet(read);
      known = Optional.of(target);
      return target;
    } finally {
      reading.unlock();
    }
  }

  /** As an attempt has found it. */
  void isNow(Target target) {
    reading.lock();
    try {
      known = Optional.of(target);
    } finally {
      reading.unlock();
    }
  }
}
