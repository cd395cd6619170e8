package dev.presently.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The one rule for the times that engines give, whose clocks may be wrong. A time counts if it is
 * of the last day; an event of any other time counts as if it happened when it arrived.
 *
 * <p>A time ahead of our clock is replaced by ours, or it would outdate every later event until our
 * clock had reached it. An older time is kept to order events by, but only among such times: the
 * order of an engine that is always days behind is right, and an engine whose clock was set back by
 * days is heard at once.
 */
public final class EngineTime {
  /** Two right clocks differ by at most this much. */
  private static final Duration MOST_AHEAD = Duration.ofSeconds(5);

  private static final Duration OLDEST = Duration.ofDays(1);

  private EngineTime() {}

  /** The time to order an event by that arrives now. */
  public static Instant notAhead(Instant given, Instant now) {
    return given.isAfter(now) ? now : given;
  }

  /** When the event happened that arrives now. */
  public static Instant of(Instant given, Instant now) {
    return isTooOld(given, now) ? now : notAhead(given, now);
  }

  /** Whether an event that arrives now is older than the newest one; both times are not ahead. */
  public static boolean isOutdated(Instant given, Instant newest, Instant now) {
    return given.isBefore(newest) && (!isTooOld(given, now) || isTooOld(newest, now));
  }

  /**
   * The time of the newest event after this one, which has been applied. One of another day does
   * not set it back, or older events of the last day would count again.
   */
  public static Instant newest(Instant given, Optional<Instant> held, Instant now) {
    return held.filter(time -> isTooOld(given, now) && !isTooOld(time, now)).orElse(given);
  }

  /** Whether this time of something that has happened cannot be true. */
  public static boolean isTooFarAhead(Instant given, Instant now) {
    return given.isAfter(now.plus(MOST_AHEAD));
  }

  private static boolean isTooOld(Instant given, Instant now) {
    return given.isBefore(now.minus(OLDEST));
  }
}
