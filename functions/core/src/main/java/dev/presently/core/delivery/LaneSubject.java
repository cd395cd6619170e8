package dev.presently.core.delivery;

import dev.presently.core.command.CommandResult;
import dev.presently.core.presence.PresenceKey;
import java.time.Instant;
import java.util.Optional;

/** The subject of one lane, a presence key or a command, and when it began, if known. */
public record LaneSubject(String lane, Optional<Instant> began) {
  public static LaneSubject of(PresenceKey key, Optional<Instant> began) {
    return new LaneSubject(Event.PresenceUpdate.lane(key), began);
  }

  public static LaneSubject of(CommandResult result) {
    var event = new Event.CommandEnded(result);
    return new LaneSubject(event.lane(), Optional.of(event.position().began()));
  }
}
