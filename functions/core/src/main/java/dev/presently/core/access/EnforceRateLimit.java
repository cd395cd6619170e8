package dev.presently.core.access;

import dev.presently.core.DependencyFailed;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Enforces a requester's rate limit. Rejected requests are not counted. */
public final class EnforceRateLimit {
  public sealed interface Result {
    record Allowed(int limit, int remaining) implements Result {}

    record Exceeded(int limit, int retryAfterSeconds) implements Result {}

    /** The store failed. */
    record Unknown(int limit, DependencyFailed cause) implements Result {}
  }

  private final RequestCounter store;
  private final Clock clock;

  public EnforceRateLimit(RequestCounter store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Counts a request that counts as so many. */
  public Result limit(Requester requester, RateLimit limit, int requests) {
    Instant now = clock.instant();
    try {
      return result(limit, requests, now, store.count(requester, limit, requests, now));
    } catch (DependencyFailed e) {
      return new Result.Unknown(limit.perMinute(), e);
    }
  }

  /** The same if it needs no call to the store; otherwise empty, and nothing is counted. */
  public Optional<Result> limitWithoutCall(Requester requester, RateLimit limit, int requests) {
    Instant now = clock.instant();
    return store
        .countWithoutCall(requester, limit, requests, now)
        .map(counted -> result(limit, requests, now, counted));
  }

  private static Result result(
      RateLimit limit, int requests, Instant now, RequestCounter.Result counted) {
    return switch (counted) {
      case RequestCounter.Result.Counted(var counts) ->
          new Result.Allowed(limit.perMinute(), limit.remaining(counts, now));
      case RequestCounter.Result.Full(var counts) ->
          new Result.Exceeded(limit.perMinute(), limit.secondsUntil(requests, counts, now));
    };
  }
}
