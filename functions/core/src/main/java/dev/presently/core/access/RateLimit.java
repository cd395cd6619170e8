package dev.presently.core.access;

import dev.presently.core.InvalidValue;
import java.time.Instant;

/**
 * How many requests a key may make in any minute, by a sliding window: the requests of the present
 * minute, and of those in the minute before the part that the last sixty seconds still cover, as if
 * they had come evenly. The usage that is asked about is one {@link RequestCounts#at as of now}.
 */
public record RateLimit(int perMinute) {
  private static final long SECOND = 1_000;

  public RateLimit {
    if (perMinute < 1) {
      throw new InvalidValue("not a rate; accepted: requests per minute, from 1");
    }
  }

  /** How many requests the usage's minute may hold by now, those included that it holds already. */
  public int room(RequestCounts usage, Instant now) {
    long covered = usage.requestsBefore() * (RequestCounts.MINUTE - usage.elapsed(now));
    return (int) Math.max(0, perMinute - Math.ceilDiv(covered, RequestCounts.MINUTE));
  }

  /** One request more is within the limit. */
  public boolean allowsOneMore(RequestCounts usage, Instant now) {
    return usage.requests() < room(usage, now);
  }

  /** How many requests more are within the limit. */
  public int remaining(RequestCounts usage, Instant now) {
    return Math.max(0, room(usage, now) - usage.requests());
  }

  /** Whole seconds, from 1, until one request more is within the limit if none comes before. */
  public int secondsUntilOneMore(RequestCounts usage, Instant now) {
    long free = perMinute - 1L - usage.requests();
    long opens =
        free >= 0
            ? opens(free, usage.requestsBefore())
            : RequestCounts.MINUTE + opens(perMinute - 1L, usage.requests());
    return (int) Math.max(1, Math.ceilDiv(opens - usage.elapsed(now), SECOND));
  }

  /** At which millisecond of a minute no more of the minute before are covered than these. */
  private static long opens(long most, long requestsBefore) {
    return requestsBefore <= most
        ? 0
        : RequestCounts.MINUTE - most * RequestCounts.MINUTE / requestsBefore;
  }
}
