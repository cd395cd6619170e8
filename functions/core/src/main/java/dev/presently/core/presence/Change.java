package dev.presently.core.presence;

import java.util.Optional;

/** A visible change of a presence, by a report or by an expired activity. */
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
        .filter(now -> !now.seq().equals(held.map(Presence::seq).orElse(Seq.NONE)))
        .map(
            now ->
                new Change(
                    after.key(),
                    held.map(Presence::state).orElse(PresenceState.UNKNOWN),
                    held.flatMap(Presence::activity),
                    now));
  }

  /** The activity that began with this change, if any; it needs a timer. */
  public Optional<TimedActivity> newActivity() {
    var since = previousActivity.map(TimedActivity::since);
    return presence.activity().filter(now -> !since.equals(Optional.of(now.since())));
  }
}
