package dev.presently.core.presence;

import java.time.Duration;
import java.time.Instant;

/** An activity that lasts until it is renewed, ended or expired. */
public record TimedActivity(Activity activity, Instant since, Instant until) {
  /** How long an activity lasts after the last report of it. */
  public static final Duration TIMEOUT = Duration.ofSeconds(25);

  static TimedActivity begin(Activity activity, Instant at) {
    return new TimedActivity(activity, at, at.plus(TIMEOUT));
  }

  /** Prolongs the same activity or replaces it by another; {@code since} stays. */
  TimedActivity renew(Activity reported, Instant at) {
    Instant later = at.plus(TIMEOUT);
    return new TimedActivity(reported, since, later.isAfter(until) ? later : until);
  }

  /** The same since the other began, whose timer then ends it. */
  TimedActivity since(TimedActivity other) {
    return new TimedActivity(activity, other.since, until);
  }

  public boolean isExpired(Instant now) {
    return !until.isAfter(now);
  }
}
