package dev.presently.core.presence;

import dev.presently.core.EngineTime;
import java.time.Instant;
import java.util.Optional;

/**
 * How reports and expiry change a presence. Pure functions; {@code seq} grows by one exactly when
 * the visible state changes.
 */
public final class PresenceRules {
  private PresenceRules() {}

  /**
   * The presence after this report; the same presence if the report is outdated or repeated. What
   * has ended by time must be {@linkplain #expire ended} first, so that its end is a separate
   * change.
   */
  public static Presence apply(Presence held, Report report, Instant now) {
    if (held.hasExpired(now)) {
      throw new IllegalArgumentException("what has expired must be ended first");
    }
    if (held.history().isOutdated(report, now)) {
      return held;
    }
    Instant at = report.at().map(given -> EngineTime.of(given, now)).orElse(now);
    Optional<Availability> availability = availability(held, report);
    boolean unavailable = availability.equals(Optional.of(Availability.UNAVAILABLE));
    Optional<TimedActivity> activity = unavailable ? Optional.empty() : activity(held, report, now);
    Optional<Confirmation> confirmed = confirmed(held, report, now);
    LastSeen lastSeen =
        report.lastSeen() instanceof LastSeen.Unknown ? held.lastSeen() : report.lastSeen();
    Presence after =
        new Presence(
            held.identity().mergedWith(report.contact()),
            availability,
            activity,
            lastSeen,
            unavailable && held.availability().equals(Optional.of(Availability.AVAILABLE))
                ? Optional.of(at)
                : held.observedLastSeen(),
            held.version(),
            held.history().plus(report, facts(held, report, activity, confirmed, at), now),
            confirmed);
    return numbered(held, after, now);
  }

  /**
   * The presence after the first thing has ended that has expired: an activity, then a stale
   * availability. The same presence if nothing has.
   */
  public static Presence expire(Presence held, Instant now) {
    Presence ended = held.hasExpiredActivity(now) ? held.withoutActivity() : held.fold(now);
    return ended.equals(held) ? held : ended.with(ended.version().next(ended.updatedAt()));
  }

  /**
   * The presence after the connection was lost through which the contact was last confirmed at this
   * time or before; the same presence if it was confirmed later, or need not be confirmed. {@code
   * observedLastSeen} stays, for nobody saw the contact leave.
   */
  public static Presence lose(Presence held, Instant lostAt, Instant now) {
    if (held.hasExpired(now)) {
      throw new IllegalArgumentException("what has expired must be ended first");
    }
    return held.isLostSince(lostAt) ? held.forgotten(now).with(held.version().next(now)) : held;
  }

  /** The next change, if a reader sees a difference. */
  static Presence numbered(Presence before, Presence after, Instant now) {
    return after.state() == before.state() && after.lastSeen().equals(before.lastSeen())
        ? after
        : after.with(after.version().next(now));
  }

  private static Optional<Confirmation> confirmed(Presence held, Report report, Instant now) {
    return switch (reportedAvailability(report).orElse(null)) {
      case null -> held.confirmed();
      case UNAVAILABLE -> Optional.empty();
      case AVAILABLE -> report.confirmation().map(rule -> rule.confirm(held.confirmed(), now));
    };
  }

  private static Optional<Availability> availability(Presence held, Report report) {
    return reportedAvailability(report).or(held::availability);
  }

  private static Optional<Availability> reportedAvailability(Report report) {
    return report
        .availability()
        .or(() -> report.typing().flatMap(Typing::activity).map(_ -> Availability.AVAILABLE));
  }

  private static FactTimes facts(
      Presence held,
      Report report,
      Optional<TimedActivity> activity,
      Optional<Confirmation> confirmed,
      Instant at) {
    FactTimes known = held.history().facts();
    boolean timed = report.at().isPresent();
    boolean typed = report.typing().isPresent() && (timed || !activity.equals(held.activity()));
    boolean active = typed && report.typing().flatMap(Typing::activity).isPresent();
    boolean available =
        report.availability().isPresent()
            && (timed
                || !report.availability().equals(held.availability())
                || !confirmed.equals(held.confirmed()));
    boolean ends = report.availability().equals(Optional.of(Availability.UNAVAILABLE));
    boolean seen =
        !(report.lastSeen() instanceof LastSeen.Unknown)
            && (timed || !report.lastSeen().equals(held.lastSeen()));
    Optional<Instant> time = Optional.of(at);
    return new FactTimes(
        available || active ? FactTimes.later(known.availability(), time) : known.availability(),
        typed || (available && ends) ? FactTimes.later(known.typing(), time) : known.typing(),
        seen ? FactTimes.later(known.lastSeen(), time) : known.lastSeen(),
        known.names());
  }

  /**
   * An activity lasts from its arrival: by the clock of an engine that is half a minute behind, it
   * would be over before it begins. The same activity of the same time is a repeated report.
   */
  private static Optional<TimedActivity> activity(Presence held, Report report, Instant now) {
    Optional<TimedActivity> known = held.activity();
    if (report.typing().isEmpty()) {
      return known;
    }
    Optional<Activity> reported = report.typing().get().activity();
    boolean repeated =
        report.at().isPresent()
            && report.at().equals(held.history().at())
            && reported.equals(known.map(TimedActivity::activity));
    return repeated
        ? known
        : reported.map(
            next ->
                known
                    .map(timed -> timed.renew(next, now))
                    .orElseGet(() -> TimedActivity.begin(next, now)));
  }
}
