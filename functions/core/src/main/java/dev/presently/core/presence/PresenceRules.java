package dev.presently.core.presence;

import java.time.Instant;
import java.util.Optional;

/**
 * How reports and expiry change a presence. Pure functions; {@code seq} grows by one exactly when
 * the visible state changes.
 */
public final class PresenceRules {
  private PresenceRules() {}

  /**
   * The presence after this report; the same presence if the report is outdated or repeated. An
   * expired activity must be {@linkplain #expire ended} first, so that its end is a separate
   * change.
   */
  public static Presence apply(Presence held, Report report, Instant now) {
    if (held.hasExpiredActivity(now)) {
      throw new IllegalArgumentException("the expired activity must be ended first");
    }
    if (held.history().isOutdated(report)) {
      return held;
    }
    Instant at = report.at().filter(time -> time.isBefore(now)).orElse(now);
    Optional<Availability> availability = availability(held, report);
    boolean unavailable = availability.equals(Optional.of(Availability.UNAVAILABLE));
    Presence after =
        new Presence(
            held.identity().mergedWith(report.contact()),
            availability,
            unavailable ? Optional.empty() : activity(held.activity(), report, at, now),
            report.lastSeen() instanceof LastSeen.Unknown ? held.lastSeen() : report.lastSeen(),
            unavailable && held.availability().equals(Optional.of(Availability.AVAILABLE))
                ? Optional.of(at)
                : held.observedLastSeen(),
            held.version(),
            held.history().plus(report));
    return after.state() == held.state() && after.lastSeen().equals(held.lastSeen())
        ? after
        : after.with(after.version().next(now));
  }

  /** The presence after an expired activity has ended; the same presence if there is none. */
  public static Presence expire(Presence held, Instant now) {
    Presence ended = held.fold(now);
    return ended.equals(held) ? held : ended.with(ended.version().next(ended.updatedAt()));
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
            reported ->
                held.map(timed -> timed.renew(reported, at))
                    .orElseGet(() -> TimedActivity.begin(reported, at)))
        .filter(timed -> !timed.isExpired(now));
  }
}
