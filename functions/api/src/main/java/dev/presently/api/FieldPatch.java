package dev.presently.api;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** A change of an optional value: keep, remove or set it. */
public record FieldPatch<T>(UnaryOperator<Optional<T>> change) {
  public Optional<T> apply(Optional<T> before) {
    return change.apply(before);
  }

  /** The value that it sets, if it sets one. */
  public Optional<T> newValue() {
    return change.apply(Optional.empty());
  }
}
