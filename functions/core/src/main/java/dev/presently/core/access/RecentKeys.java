package dev.presently.core.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Remembers keys as they were read: accepted ones for 5 seconds, refused ones for 30; of more than
 * 1,000 the oldest are forgotten.
 */
final class RecentKeys {
  private static final Duration ACCEPTED_KEPT = Duration.ofSeconds(5);
  private static final Duration REFUSED_KEPT = Duration.ofSeconds(30);
  private static final int MAX_KEYS = 1_000;

  /**
   * One key.
   *
   * @param key empty if it was refused
   * @param until the first moment at which this no longer counts
   */
  private record Read(Optional<ApiKey> key, Instant until) {}

  private final SequencedMap<KeyHash, Read> reads = new LinkedHashMap<>();

  synchronized void put(KeyHash hash, Optional<ApiKey> key, Instant now) {
    reads.putLast(hash, new Read(key, now.plus(key.isPresent() ? ACCEPTED_KEPT : REFUSED_KEPT)));
    if (reads.size() > MAX_KEYS) {
      reads.pollFirstEntry();
    }
  }

  /** Empty if the key has to be read; an empty key was refused. */
  synchronized Optional<Optional<ApiKey>> find(KeyHash hash, Instant now) {
    return Optional.ofNullable(reads.get(hash))
        .filter(read -> now.isBefore(read.until()))
        .map(Read::key);
  }
}
