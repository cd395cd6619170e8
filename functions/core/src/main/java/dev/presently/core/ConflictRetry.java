package dev.presently.core;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * How long somebody who lost a conditional write tries again. An attempt reads, decides and writes;
 * empty means that another writer was faster.
 */
public interface ConflictRetry {
  /**
   * The first attempt's value that is present; {@link DependencyFailed} when the time is used up.
   */
  <T> T retry(Supplier<Optional<T>> attempt);
}
