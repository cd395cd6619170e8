package dev.presently.core;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Remembers what was read, or that there was nothing, for as long as each says; of more than 1,000
 * reads the oldest are forgotten.
 */
public final class RecentReads<K, V> {
  private static final int MAX_READS = 1_000;

  /**
   * What was read under one key.
   *
   * @param until the first moment at which this no longer counts
   */
  public record Read<V>(Optional<V> value, Instant until) {}

  private final SequencedMap<K, Read<V>> reads = new LinkedHashMap<>();

  public synchronized Read<V> put(K key, Optional<V> value, Instant until) {
    Read<V> read = new Read<>(value, until);
    reads.putLast(key, read);
    if (reads.size() > MAX_READS) {
      reads.pollFirstEntry();
    }
    return read;
  }

  /** Empty if it has to be read. */
  public synchronized Optional<Read<V>> find(K key, Instant now) {
    return Optional.ofNullable(reads.get(key)).filter(read -> now.isBefore(read.until()));
  }
}
