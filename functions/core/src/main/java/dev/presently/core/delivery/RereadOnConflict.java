package dev.presently.core.delivery;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Decides on what was read, and on what is read anew each time that another writer was faster. */
final class RereadOnConflict<R, T> implements Supplier<Optional<T>> {
  private final Supplier<R> read;
  private final Function<R, Optional<T>> decide;
  private Optional<R> first;

  RereadOnConflict(R first, Supplier<R> read, Function<R, Optional<T>> decide) {
    this.first = Optional.of(first);
    this.read = read;
    this.decide = decide;
  }

  @Override
  public Optional<T> get() {
    R now = first.orElseGet(read);
    first = Optional.empty();
    return decide.apply(now);
  }
}
