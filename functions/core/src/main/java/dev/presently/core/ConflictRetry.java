package dev.presently.core;

import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Retries a conditional write after a conflict, for a limited time. An attempt reads, decides and
 * writes; empty means that another writer was faster.
 */
public interface ConflictRetry {
  /**
   * The first attempt's value that is present; {@link DependencyFailed} when the time is used up.
   */
  <T> T retry(Supplier<Optional<T>> attempt);

  /** Decides first on what was read before, and after each conflict on what it reads then. */
  default <R, T> T retry(R first, Supplier<R> read, Function<R, Optional<T>> decide) {
    Iterator<R> reads = Stream.concat(Stream.of(first), Stream.generate(read)).iterator();
    return retry(() -> decide.apply(reads.next()));
  }

  /**
   * The changed value once it is saved; empty if there is none to change. An equal value is not
   * saved.
   */
  default <T> Optional<T> change(
      Supplier<Optional<T>> find, UnaryOperator<T> change, Predicate<T> save) {
    return retry(
        () -> {
          Optional<T> before = find.get();
          Optional<T> after = before.map(change);
          return after.equals(before) || save.test(after.orElseThrow())
              ? Optional.of(after)
              : Optional.empty();
        });
  }
}
