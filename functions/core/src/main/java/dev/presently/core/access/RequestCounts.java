package dev.presently.core.access;

import java.time.Instant;

/**
 * How many requests of a key were let through in one minute, and in the minute before. Within a
 * minute the one number only grows and the other stays.
 *
 * @param minute the minute's number since 1970
 */
public record RequestCounts(long minute, int requests, int requestsBefore) {
  /** Of a key that was never used. */
  public static final RequestCounts NONE = new RequestCounts(0, 0, 0);

  static final long MINUTE = 60_000;

  public static long minuteOf(Instant now) {
    return Math.floorDiv(now.toEpochMilli(), MINUTE);
  }

  /** As of now; a clock that is behind does not turn it back. */
  public RequestCounts at(Instant now) {
    long present = minuteOf(now);
    if (present <= minute) {
      return this;
    }
    return new RequestCounts(present, 0, present == minute + 1 ? requests : 0);
  }

  /** With one request more. */
  public RequestCounts plusOne() {
    return new RequestCounts(minute, requests + 1, requestsBefore);
  }

  /** How many milliseconds of the minute are over. */
  long elapsed(Instant now) {
    return Math.clamp(now.toEpochMilli() - minute * MINUTE, 0, MINUTE);
  }
}
