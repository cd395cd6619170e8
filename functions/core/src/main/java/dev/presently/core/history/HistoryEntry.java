package dev.presently.core.history;

import dev.presently.core.presence.Change;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.LastSeen;
import dev.presently.core.presence.Presence;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.PresenceState;
import dev.presently.core.presence.Seq;
import java.time.Instant;
import java.util.Optional;

/**
 * One change of a presence: what it is since {@code position.at()}, and what it was before, since
 * {@code previousAt} (empty if nothing was known).
 */
public record HistoryEntry(
    PresenceKey key,
    HistoryPosition position,
    PresenceState presence,
    PresenceState previous,
    Optional<Instant> previousAt,
    LastSeen lastSeen) {
  /**
   * The change between two states of one record, if there is one. A phone number that takes over
   * the presence of its newly linked LID does not change it; the LID's own history has that change.
   */
  public static Optional<HistoryEntry> between(
      Optional<ContactRecord> before, ContactRecord after) {
    Optional<Presence> held =
        before.flatMap(ContactRecord::presence).filter(known -> !known.seq().equals(Seq.NONE));
    return Change.between(before, after)
        .filter(change -> held.isPresent() || change.presence().seq().equals(Seq.NONE.next()))
        .map(
            change ->
                new HistoryEntry(
                    change.key(),
                    HistoryPosition.of(change.presence()),
                    change.presence().state(),
                    change.previous(),
                    held.map(Presence::updatedAt),
                    change.presence().lastSeen()));
  }
}
