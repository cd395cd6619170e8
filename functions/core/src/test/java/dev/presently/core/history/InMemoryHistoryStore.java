package dev.presently.core.history;

import dev.presently.core.presence.PresenceKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Keeps histories in memory for 30 days; one call at a time sees and changes them. */
public final class InMemoryHistoryStore implements HistoryStore {
  static final Duration KEPT = Duration.ofDays(30);

  private final Map<PresenceKey, NavigableMap<HistoryPosition, HistoryEntry>> entries =
      new HashMap<>();
  private final Clock clock;

  public InMemoryHistoryStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void save(Collection<HistoryEntry> added) {
    added.forEach(entry -> of(entry.key()).put(entry.position(), entry));
  }

  @Override
  public synchronized List<HistoryEntry> newest(
      PresenceKey key, HistoryPosition from, HistoryPosition upTo, int limit) {
    return read(key, from, upTo).descendingMap().values().stream().limit(limit).toList();
  }

  @Override
  public synchronized List<HistoryEntry> oldest(
      PresenceKey key, HistoryPosition from, HistoryPosition upTo, int limit) {
    return read(key, from, upTo).values().stream().limit(limit).toList();
  }

  @Override
  public synchronized void remove(PresenceKey key, Instant upTo) {
    of(key).headMap(HistoryPosition.endOf(upTo)).clear();
  }

  /** The number of entries of all keys, expired ones too. */
  public synchronized int size() {
    return entries.values().stream().mapToInt(Map::size).sum();
  }

  private NavigableMap<HistoryPosition, HistoryEntry> read(
      PresenceKey key, HistoryPosition from, HistoryPosition upTo) {
    NavigableMap<HistoryPosition, HistoryEntry> found = new TreeMap<>(of(key));
    Instant oldest = clock.instant().minus(KEPT);
    found
        .keySet()
        .removeIf(
            position ->
                position.compareTo(from) < 0
                    || position.compareTo(upTo) > 0
                    || !position.at().isAfter(oldest));
    return found;
  }

  private NavigableMap<HistoryPosition, HistoryEntry> of(PresenceKey key) {
    return entries.computeIfAbsent(key, _ -> new TreeMap<>());
  }
}
