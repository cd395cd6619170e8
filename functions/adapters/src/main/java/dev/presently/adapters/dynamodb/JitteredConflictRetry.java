package dev.presently.adapters.dynamodb;

import dev.presently.core.ConflictRetry;
import dev.presently.core.DependencyFailed;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Retries for ten seconds with full jitter and an exponentially growing bound. */
public record JitteredConflictRetry(RandomGenerator random, LongSupplier nanoClock)
    implements ConflictRetry {
  private static final long TOTAL = Duration.ofSeconds(10).toNanos();
  private static final long MIN_BOUND = Duration.ofMillis(10).toNanos();
  private static final long MAX_BOUND = Duration.ofMillis(500).toNanos();

  @Override
  public <T> T retry(Supplier<Optional<T>> attempt) {
    long began = nanoClock.getAsLong();
    long bound = MIN_BOUND;
    while (true) {
      Optional<T> settled = attempt.get();
      if (settled.isPresent()) {
        return settled.get();
      }
      long left = TOTAL - (nanoClock.getAsLong() - began);
      if (left <= 0) {
        throw new DependencyFailed("other writers won for ten seconds");
      }
      LockSupport.parkNanos(Math.min(left, random.nextLong(bound)));
      bound = Math.min(2 * bound, MAX_BOUND);
    }
  }
}
