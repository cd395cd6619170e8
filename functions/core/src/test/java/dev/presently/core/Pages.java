package dev.presently.core;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Function;

/** Pages of a sorted map. */
public final class Pages {
  private Pages() {}

  public static <K, V> Page<V> of(
      NavigableMap<K, V> all, Optional<K> after, int limit, Function<V, String> cursor) {
    NavigableMap<K, V> rest = after.map(key -> all.tailMap(key, false)).orElse(all);
    List<V> items = rest.values().stream().limit(limit).toList();
    return new Page<>(
        items,
        rest.size() > items.size() ? Optional.of(cursor.apply(items.getLast())) : Optional.empty());
  }
}
