package dev.presently.core.access;

import java.time.Instant;

/**
 * The requests of a key counted in one minute and in the minute before.
 *
 * @param minute the minute's number since 1970
 */
public record RequestCounts(long minute, int requests, int requestsBefore) {
  public static final RequestCounts NONE = new RequestCounts(0, 0, 0);

  static final long MINUTE = 60_000;

  public static long minuteOf(Instant now) {
    return Math.floorDiv(now.toEpochMilli(), MINUTE);
  }

  /** As of now; never goes back, even if the clock is behind. */
  public RequestCounts at(Instant now) {
    long current = minuteOf(now);
    if (current <= minute) {
      return this;
    }
    return new RequestCounts(current, 0, current == minute + 1 ? requests : 0);
  }

  public RequestCounts plus(int more) {
    return new RequestCounts(minute, requests + more, requestsBefore);
  }

  /** Milliseconds since the minute began. */
  long elapsed(Instant now) {
    return Math.clamp(now.toEpochMilli() - minute * MINUTE, 0, MINUTE);
  }
}
