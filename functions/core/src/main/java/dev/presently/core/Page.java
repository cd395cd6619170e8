package dev.presently.core;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One page of a list, in the list's order; {@code next} is where to go on, absent at the end. */
public record Page<T>(List<T> items, Optional<String> next) {
  public Page {
    items = List.copyOf(items);
  }

  /** The whole list, page after page, from a function that takes where to go on. */
  public static <T> Iterable<T> each(Function<Optional<String>, Page<T>> pages) {
    return () -> new EveryPage<>(pages);
  }
}
