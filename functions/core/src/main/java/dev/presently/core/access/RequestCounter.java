package dev.presently.core.access;

import java.time.Instant;
import java.util.Optional;

/**
 * Counts the requests of each requester. Concurrent calls never exceed the limit. After a lost
 * response a request may be counted twice. Counts may be dropped after two minutes.
 */
public interface RequestCounter {
  sealed interface Result {
    /** The counts are as of now. */
    record Counted(RequestCounts counts) implements Result {}

    /** The limit has no room for them; they were not counted. Others may have counted more. */
    record Full(RequestCounts counts) implements Result {}
  }

  /** Counts so many requests if the limit allows all of them, otherwise none. */
  Result count(Requester requester, RateLimit limit, int requests, Instant now);

  /** The same if it needs no call to the store; otherwise empty, and nothing is counted. */
  default Optional<Result> countWithoutCall(
      Requester requester, RateLimit limit, int requests, Instant now) {
    return Optional.empty();
  }
}
