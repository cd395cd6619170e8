package dev.presently.e2e.chaos;

import dev.presently.core.ConflictRetry;
import dev.presently.core.DependencyFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Tries again for ten seconds of virtual time. */
record Patience(Turns turns, RandomGenerator chance) implements ConflictRetry {
  private static final Duration IN_ALL = Duration.ofSeconds(10);

  @Override
  public <T> T retry(Supplier<Optional<T>> attempt) {
    Instant end = turns.instant().plus(IN_ALL);
    while (true) {
      Optional<T> settled = attempt.get();
      if (settled.isPresent()) {
        return settled.get();
      }
      if (turns.instant().isAfter(end)) {
        throw new DependencyFailed("other writers were faster for ten seconds");
      }
      turns.sleep(Duration.ofMillis(chance.nextInt(500)));
    }
  }
}
