package dev.presently.core.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Remembers refused keys for 30 seconds; of more than 1,000 the oldest are forgotten. */
final class RefusedKeys {
  private static final Duration MEMORY = Duration.ofSeconds(30);
  private static final int MAX_KEYS = 1_000;

  private final SequencedMap<KeyHash, Instant> ends = new LinkedHashMap<>();

  synchronized void add(KeyHash key, Instant now) {
    ends.putLast(key, now.plus(MEMORY));
    if (ends.size() > MAX_KEYS) {
      ends.pollFirstEntry();
    }
  }

  synchronized boolean contains(KeyHash key, Instant now) {
    return now.isBefore(ends.getOrDefault(key, Instant.MIN));
  }
}
