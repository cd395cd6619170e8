package dev.presently.core.delivery;

import dev.presently.core.command.CommandResult;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.Presence;
import dev.presently.core.presence.PresenceKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The subject of one lane, a presence key or a command, and when it began, if known. */
public record LaneSubject(String lane, Optional<Instant> began) {
  public static LaneSubject of(PresenceKey key, Optional<Instant> began) {
    return new LaneSubject(Event.PresenceUpdate.lane(key), began);
  }

  /** The lanes of a record's changes, and of those before its addresses were linked. */
  public static List<LaneSubject> of(ContactRecord record) {
    Optional<Instant> began = record.presence().map(Presence::began);
    return record.keys().stream().map(key -> of(key, began)).toList();
  }

  public static LaneSubject of(CommandResult result) {
    var event = new Event.CommandEnded(result);
    return new LaneSubject(event.lane(), Optional.of(event.position().began()));
  }
}
