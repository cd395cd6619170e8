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
 * writes; it returns empty after a conflict.
 */
public interface ConflictRetry {
  /** The result of the first attempt without a conflict; {@link DependencyFailed} on timeout. */
  <T> T retry(Supplier<Optional<T>> attempt);

  /** The first attempt uses a value already read; each retry reads it again. */
  default <R, T> T retry(R first, Supplier<R> read, Function<R, Optional<T>> decide) {
    Iterator<R> reads = Stream.concat(Stream.of(first), Stream.generate(read)).iterator();
    return retry(() -> decide.apply(reads.next()));
  }

  /** Returns the changed value once saved; empty if there is none. Does not save an equal value. */
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
