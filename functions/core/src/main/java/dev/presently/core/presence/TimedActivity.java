package dev.presently.core.presence;

import java.time.Duration;
import java.time.Instant;

/** An activity that goes on until it is renewed, ended, or its time is up. */
public record TimedActivity(Activity activity, Instant since, Instant until) {
  /** How long an activity lasts after the last report of it. */
  public static final Duration TIMEOUT = Duration.ofSeconds(25);

  static TimedActivity begin(Activity activity, Instant at) {
    return new TimedActivity(activity, at, at.plus(TIMEOUT));
  }

  /**
   * Told once more: the same activity goes on, another one takes its place; {@code since} stays.
   */
  TimedActivity renew(Activity told, Instant at) {
    Instant later = at.plus(TIMEOUT);
    return new TimedActivity(told, since, later.isAfter(until) ? later : until);
  }

  public boolean isExpired(Instant now) {
    return !until.isAfter(now);
  }
}
