package dev.presently.core.presence;

import java.time.Duration;
import java.time.Instant;

/** An activity that goes on until it is renewed, ended, or its time is up. */
public record TimedActivity(Activity activity, Instant since, Instant until) {
  /** How long an activity lasts after the last report of it. */
  public static final Duration LASTS = Duration.ofSeconds(25);

  static TimedActivity begin(Activity activity, Instant at) {
    return new TimedActivity(activity, at, at.plus(LASTS));
  }

  /**
   * Told once more: the same activity goes on, another one takes its place; {@code since} stays.
   */
  TimedActivity goOn(Activity told, Instant at) {
    Instant later = at.plus(LASTS);
    return new TimedActivity(told, since, later.isAfter(until) ? later : until);
  }

  public boolean isOver(Instant now) {
    return !until.isAfter(now);
  }
}
