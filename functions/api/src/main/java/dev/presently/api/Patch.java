package dev.presently.api;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** What is to become of a value that may be absent: it is kept, removed, or set anew. */
public record Patch<T>(UnaryOperator<Optional<T>> change) {
  static <T> Patch<T> keep() {
    return new Patch<>(before -> before);
  }

  static <T> Patch<T> remove() {
    return new Patch<>(_ -> Optional.empty());
  }

  static <T> Patch<T> set(T value) {
    return new Patch<>(_ -> Optional.of(value));
  }

  public Optional<T> on(Optional<T> before) {
    return change.apply(before);
  }

  /** Whether it sets something anew, and what. */
  public Optional<T> wished() {
    return change.apply(Optional.empty());
  }
}
