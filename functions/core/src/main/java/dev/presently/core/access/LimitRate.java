package dev.presently.core.access;

import dev.presently.core.DependencyFailed;
import java.time.Clock;
import java.time.Instant;

/** Holds a key to its rate. Whoever is refused does not use up anything by asking again. */
public final class LimitRate {
  /** Whether one request may go on. */
  public sealed interface Result {
    /** It may, and after it so many more. */
    record Allowed(int limit, int remaining) implements Result {}

    /** It may not; after so many seconds one may. */
    record Exceeded(int limit, int retryAfterSeconds) implements Result {}

    /** Nobody knows: the store failed. */
    record Unknown(int limit, DependencyFailed why) implements Result {}
  }

  private final RequestCounter store;
  private final Clock clock;

  public LimitRate(RequestCounter store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  public Result limit(KeyId key, RateLimit limit) {
    Instant now = clock.instant();
    try {
      return switch (store.count(key, limit, now)) {
        case RequestCounter.Result.Counted(var usage) ->
            new Result.Allowed(limit.perMinute(), limit.remaining(usage, now));
        case RequestCounter.Result.Full(var usage) ->
            new Result.Exceeded(limit.perMinute(), limit.secondsUntilOneMore(usage, now));
      };
    } catch (DependencyFailed e) {
      return new Result.Unknown(limit.perMinute(), e);
    }
  }
}
