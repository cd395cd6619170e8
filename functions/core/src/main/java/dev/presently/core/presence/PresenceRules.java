package dev.presently.core.presence;

import java.time.Instant;
import java.util.Optional;

/**
 * How a report, or the passing of time, changes a presence. Pure: the same input gives the same
 * output, and {@code seq} grows by one exactly when a reader sees a difference.
 */
public final class PresenceRules {
  private PresenceRules() {}

  /**
   * The presence after this report; the same presence when the report is older than what is held or
   * tells nothing new. An overdue activity must have been ended first, so that its end is a change
   * of its own.
   */
  public static Presence apply(Presence held, Report report, Instant now) {
    if (held.isOverdue(now)) {
      throw new IllegalArgumentException("end the activity first");
    }
    if (held.history().outdates(report, now)) {
      return held;
    }
    Instant at = report.at().filter(told -> told.isBefore(now)).orElse(now);
    Optional<Availability> availability = availability(held, report);
    boolean left = availability.equals(Optional.of(Availability.UNAVAILABLE));
    Presence told =
        new Presence(
            held.identity().mergedWith(report.contact()),
            availability,
            left ? Optional.empty() : activity(held.activity(), report, at, now),
            report.lastSeen() instanceof LastSeen.Unknown ? held.lastSeen() : report.lastSeen(),
            left && held.availability().equals(Optional.of(Availability.AVAILABLE))
                ? Optional.of(at)
                : held.observedLastSeen(),
            held.seq(),
            held.began(),
            held.updatedAt(),
            held.history().and(report, now));
    return told.state() == held.state() && told.lastSeen().equals(held.lastSeen())
        ? told
        : changed(told, now);
  }

  /** The presence after an activity whose time is up; the same presence when none is. */
  public static Presence expire(Presence held, Instant now) {
    return held.fold(now).equals(held) ? held : numbered(held.fold(now));
  }

  /** The activity ended by itself: a change of the moment when its time was up. */
  static Presence withoutActivity(Presence held) {
    Instant ended = held.activity().orElseThrow().until();
    return new Presence(
        held.identity(),
        held.availability(),
        Optional.empty(),
        held.lastSeen(),
        held.observedLastSeen(),
        held.seq(),
        held.began(),
        later(ended, held.updatedAt()),
        held.history());
  }

  private static Optional<Availability> availability(Presence held, Report report) {
    return report
        .availability()
        .or(() -> report.typing().flatMap(Typing::activity).map(_ -> Availability.AVAILABLE))
        .or(held::availability);
  }

  private static Optional<TimedActivity> activity(
      Optional<TimedActivity> held, Report report, Instant at, Instant now) {
    if (report.typing().isEmpty()) {
      return held;
    }
    return report
        .typing()
        .flatMap(Typing::activity)
        .map(
            told ->
                held.map(on -> on.renew(told, at)).orElseGet(() -> TimedActivity.begin(told, at)))
        .filter(ongoing -> !ongoing.isExpired(now));
  }

  private static Presence changed(Presence told, Instant now) {
    return numbered(
        new Presence(
            told.identity(),
            told.availability(),
            told.activity(),
            told.lastSeen(),
            told.observedLastSeen(),
            told.seq(),
            told.began(),
            later(now, told.updatedAt()),
            told.history()));
  }

  private static Presence numbered(Presence told) {
    return new Presence(
        told.identity(),
        told.availability(),
        told.activity(),
        told.lastSeen(),
        told.observedLastSeen(),
        told.seq().next(),
        told.began(),
        told.updatedAt(),
        told.history());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
