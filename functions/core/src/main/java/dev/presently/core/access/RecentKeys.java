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
   * What was read of one key.
   *
   * @param key empty if it was refused
   * @param until the first moment at which this no longer counts
   */
  record Read(Optional<ApiKey> key, Instant until) {}

  private final SequencedMap<KeyHash, Read> reads = new LinkedHashMap<>();

  synchronized Read put(KeyHash hash, Optional<ApiKey> key, Instant now) {
    Read read = new Read(key, now.plus(key.isPresent() ? ACCEPTED_KEPT : REFUSED_KEPT));
    reads.putLast(hash, read);
    if (reads.size() > MAX_KEYS) {
      reads.pollFirstEntry();
    }
    return read;
  }

  /** Empty if the key has to be read. */
  synchronized Optional<Read> find(KeyHash hash, Instant now) {
    return Optional.ofNullable(reads.get(hash)).filter(read -> now.isBefore(read.until()));
  }
}
