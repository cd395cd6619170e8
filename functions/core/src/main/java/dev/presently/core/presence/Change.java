package dev.presently.core.presence;

import java.util.Optional;

/** A report, or the passing of time, that made a difference to a reader. */
public record Change(
    PresenceKey key,
    PresenceState previous,
    Optional<TimedActivity> previousActivity,
    Presence presence) {
  /** The difference between two states of one record; none when {@code seq} is the same. */
  public static Optional<Change> between(Optional<ContactRecord> before, ContactRecord after) {
    Optional<Presence> held = before.flatMap(ContactRecord::presence);
    return after
        .presence()
        .filter(told -> !told.seq().equals(held.map(Presence::seq).orElse(Seq.NONE)))
        .map(
            told ->
                new Change(
                    after.key(),
                    held.map(Presence::state).orElse(PresenceState.UNKNOWN),
                    held.flatMap(Presence::activity),
                    told));
  }

  /** An activity began, which somebody has to look after. */
  public Optional<TimedActivity> begun() {
    return presence
        .activity()
        .filter(on -> previousActivity.filter(was -> was.since().equals(on.since())).isEmpty());
  }
}
