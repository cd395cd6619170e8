package dev.presently.api;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** A change of an optional value: keep, remove or set it. */
public record FieldPatch<T>(UnaryOperator<Optional<T>> change) {
  static <T> FieldPatch<T> keep() {
    return new FieldPatch<>(before -> before);
  }

  static <T> FieldPatch<T> remove() {
    return new FieldPatch<>(_ -> Optional.empty());
  }

  static <T> FieldPatch<T> set(T value) {
    return new FieldPatch<>(_ -> Optional.of(value));
  }

  public Optional<T> apply(Optional<T> before) {
    return change.apply(before);
  }

  /** The value that it sets, if it sets one. */
  public Optional<T> newValue() {
    return change.apply(Optional.empty());
  }
}
