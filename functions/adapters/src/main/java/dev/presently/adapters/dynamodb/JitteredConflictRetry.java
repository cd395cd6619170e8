package dev.presently.adapters.dynamodb;

import dev.presently.core.ConflictRetry;
import dev.presently.core.DependencyFailed;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Tries again for ten seconds, after waits of any length up to a bound that doubles each time:
 * those who lost together do not come back together.
 */
public final class JitteredConflictRetry implements ConflictRetry {
  private static final long IN_ALL = Duration.ofSeconds(10).toNanos();
  private static final long FIRST_BOUND = Duration.ofMillis(10).toNanos();
  private static final long LAST_BOUND = Duration.ofMillis(500).toNanos();

  private final RandomGenerator random;
  private final LongSupplier nanoClock;

  public JitteredConflictRetry(RandomGenerator random, LongSupplier nanoClock) {
    this.random = random;
    this.nanoClock = nanoClock;
  }

  @Override
  public <T> T settle(Supplier<Optional<T>> attempt) {
    long began = nanoClock.getAsLong();
    long bound = FIRST_BOUND;
    while (true) {
      Optional<T> settled = attempt.get();
      if (settled.isPresent()) {
        return settled.get();
      }
      long left = IN_ALL - (nanoClock.getAsLong() - began);
      if (left <= 0) {
        throw new DependencyFailed("other writers were faster for ten seconds");
      }
      LockSupport.parkNanos(Math.min(left, random.nextLong(bound)));
      bound = Math.min(2 * bound, LAST_BOUND);
    }
  }
}
