package dev.presently.core.access;

import java.time.Instant;

/**
 * Counts the requests of each key. Concurrent calls never exceed the limit. After a lost response a
 * request may be counted twice. Counts may be dropped after two minutes.
 */
public interface RequestCounter {
  /** The counts are as of now. */
  sealed interface Result {
    record Counted(RequestCounts counts) implements Result {}

    /** The limit is reached; the request was not counted. */
    record Full(RequestCounts counts) implements Result {}
  }

  /** Counts one request if the limit allows it. */
  Result count(KeyId key, RateLimit limit, Instant now);
}
