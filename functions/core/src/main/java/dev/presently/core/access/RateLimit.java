package dev.presently.core.access;

import dev.presently.core.InvalidValue;
import java.time.Instant;

/**
 * Requests per minute by a sliding window: those of the current minute plus the share of the minute
 * before that the last 60 seconds cover, taken as evenly spread. Counts must be {@link
 * RequestCounts#at} now.
 */
public record RateLimit(int perMinute) {
  private static final long SECOND = 1_000;

  public RateLimit {
    if (perMinute < 1) {
      throw new InvalidValue("not a rate; accepted: requests per minute, from 1");
    }
  }

  /** How many requests the current minute may hold, including those counted. */
  public int room(RequestCounts counts, Instant now) {
    long covered = counts.requestsBefore() * (RequestCounts.MINUTE - counts.elapsed(now));
    return (int) Math.max(0, perMinute - Math.ceilDiv(covered, RequestCounts.MINUTE));
  }

  public boolean allows(int more, RequestCounts counts, Instant now) {
    return counts.requests() + more <= room(counts, now);
  }

  public int remaining(RequestCounts counts, Instant now) {
    return Math.max(0, room(counts, now) - counts.requests());
  }

  /** Seconds, from 1, until so many more are allowed; at most the limit are. */
  public int secondsUntil(int more, RequestCounts counts, Instant now) {
    long most = (long) perMinute - more;
    long free = most - counts.requests();
    long opens =
        free >= 0
            ? opens(free, counts.requestsBefore())
            : RequestCounts.MINUTE + opens(most, counts.requests());
    return (int) Math.max(1, Math.ceilDiv(opens - counts.elapsed(now), SECOND));
  }

  /** The millisecond in a minute from which at most that many of the previous minute count. */
  private static long opens(long most, long requestsBefore) {
    return requestsBefore <= most
        ? 0
        : RequestCounts.MINUTE - most * RequestCounts.MINUTE / requestsBefore;
  }
}
