package dev.presently.api;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** What is to become of a value that may be absent: it is kept, removed, or set anew. */
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

  public Optional<T> on(Optional<T> before) {
    return change.apply(before);
  }

  /** Whether it sets something anew, and what. */
  public Optional<T> wished() {
    return change.apply(Optional.empty());
  }
}
