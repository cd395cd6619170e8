package dev.presently.core;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** One page of an ordered list; {@code next} is the cursor of the next page, absent at the end. */
public record Page<T>(List<T> items, Optional<String> next) {
  public Page {
    items = List.copyOf(items);
  }

  /** All items of the list, one page in memory at a time. The function takes the cursor. */
  public static <T> Iterable<T> each(Function<Optional<String>, Page<T>> pages) {
    return () ->
        Stream.iterate(
                Optional.of(pages.apply(Optional.empty())),
                Optional::isPresent,
                page -> page.flatMap(Page::next).map(next -> pages.apply(Optional.of(next))))
            .flatMap(page -> page.orElseThrow().items().stream())
            .iterator();
  }
}
