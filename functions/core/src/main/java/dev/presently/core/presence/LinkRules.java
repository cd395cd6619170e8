package dev.presently.core.presence;

import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import java.time.Instant;
import java.util.Optional;

/**
 * How a link between a phone number and a LID changes what is known under both: it is one person
 * then. Pure functions; {@code seq} grows by one exactly when the visible state changes.
 */
final class LinkRules {
  private LinkRules() {}

  /**
   * The presence of a person who was also known by another name: each fact is the one that was
   * reported later. If nothing has changed under the held name yet, it goes on with the LID's
   * {@code seq}. What has expired under the held name must be ended first.
   */
  static Presence merge(Presence held, Presence other, Instant now) {
    Presence ended = other.fold(now);
    boolean isFirst = held.seq().equals(Seq.NONE) && other.identity().phone().isEmpty();
    FactTimes times = held.history().facts();
    FactTimes others = other.history().facts();
    boolean takesAvailability = FactTimes.isLater(others.availability(), times.availability());
    Presence newer = takesAvailability ? ended : held;
    Presence older = takesAvailability ? held : ended;
    boolean unavailable = newer.availability().equals(Optional.of(Availability.UNAVAILABLE));
    boolean left = unavailable && older.availability().equals(Optional.of(Availability.AVAILABLE));
    Presence merged =
        new Presence(
            held.identity(),
            newer.availability(),
            unavailable ? Optional.empty() : activity(held, ended),
            FactTimes.isLater(others.lastSeen(), times.lastSeen())
                ? ended.lastSeen()
                : held.lastSeen(),
            left
                ? newer.history().facts().availability()
                : FactTimes.later(held.observedLastSeen(), ended.observedLastSeen()),
            isFirst ? ended.version() : held.version(),
            held.history().mergedWith(other.history()),
            newer.confirmed());
    return PresenceRules.numbered(isFirst ? ended : held, merged, now);
  }

  /** What is left of a phone number whose person has another number now: nothing is known. */
  static Presence leave(Presence held, Jid number, Instant now) {
    Presence left =
        new Presence(
            Identity.of(number),
            Optional.empty(),
            Optional.empty(),
            LastSeen.UNKNOWN,
            Optional.empty(),
            held.version(),
            held.history().withoutFacts(),
            Optional.empty());
    return PresenceRules.numbered(held, left, now);
  }

  /** The presence when its address began to lead to another: whatever it was doing has ended. */
  static Presence end(Presence held, Instant now) {
    Presence ended = held.endedAt(now);
    return ended.equals(held) ? held : ended.with(ended.version().next(ended.updatedAt()));
  }

  /** The later report of typing counts; an activity keeps the timer of the held one. */
  private static Optional<TimedActivity> activity(Presence held, Presence other) {
    Optional<TimedActivity> known = held.activity();
    return FactTimes.isLater(other.history().facts().typing(), held.history().facts().typing())
        ? other.activity().map(later -> known.map(later::since).orElse(later))
        : known;
  }
}
