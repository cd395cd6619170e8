package dev.presently.core.access;

import java.time.Instant;

/**
 * Counts the requests of each key. However many callers count at once, no more are counted than the
 * limit allows, and who is refused is not counted. A request whose answer was lost may be counted
 * twice. Usage may be forgotten when two minutes have passed.
 */
public interface RequestCounter {
  /** What became of one request. */
  sealed interface Result {
    /** It is within the limit; the usage has it. */
    record Counted(RequestCounts usage) implements Result {}

    /** It is not; the usage, as of now, does not have it. */
    record Full(RequestCounts usage) implements Result {}
  }

  /** Counts one request, if the limit allows one more. */
  Result count(KeyId key, RateLimit limit, Instant now);
}
