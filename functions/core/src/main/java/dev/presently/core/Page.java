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

  /** The first {@code limit} of what is left of a list; {@code cursor} is that of an item. */
  public static <T> Page<T> first(List<T> rest, int limit, Function<T, String> cursor) {
    List<T> items = rest.subList(0, Math.min(limit, rest.size()));
    return new Page<>(
        items, rest.size() > limit ? Optional.of(cursor.apply(items.getLast())) : Optional.empty());
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
