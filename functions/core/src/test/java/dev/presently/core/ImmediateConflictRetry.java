package dev.presently.core;

import java.util.Optional;
import java.util.function.Supplier;

/** Tries again at once, a bounded number of times. */
public final class ImmediateConflictRetry implements ConflictRetry {
  private static final int ATTEMPTS = 10_000;

  @Override
  public <T> T retry(Supplier<Optional<T>> attempt) {
    for (int i = 0; i < ATTEMPTS; i++) {
      Optional<T> settled = attempt.get();
      if (settled.isPresent()) {
        return settled.get();
      }
      Thread.onSpinWait();
    }
    throw new DependencyFailed("other writers were faster " + ATTEMPTS + " times");
  }
}
