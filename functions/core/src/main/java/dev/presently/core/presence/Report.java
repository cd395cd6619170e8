package dev.presently.core.presence;

import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import java.time.Instant;
import java.util.Optional;

/**
 * What an engine or a session tells about a contact, in a group or by itself. What it does not tell
 * is absent. {@code at} is the teller's own time, where it gives one; {@code eventId} the teller's
 * name for the telling.
 */
public record Report(
    Identity contact,
    Optional<Jid> group,
    Optional<Availability> availability,
    Optional<Typing> typing,
    LastSeen lastSeen,
    Optional<Instant> at,
    Optional<String> eventId) {
  private static final int LONGEST_EVENT_ID = 128;

  /** A report of nothing yet about this contact. */
  public static Report about(Identity contact) {
    return new Report(
        contact,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        LastSeen.UNKNOWN,
        Optional.empty(),
        Optional.empty());
  }

  public Report in(Jid chat) {
    return new Report(
        contact,
        chat.isGroup() ? Optional.of(chat) : Optional.empty(),
        availability,
        typing,
        lastSeen,
        at,
        eventId);
  }

  public Report is(Availability told) {
    return new Report(contact, group, Optional.of(told), typing, lastSeen, at, eventId);
  }

  public Report does(Typing told) {
    return new Report(contact, group, availability, Optional.of(told), lastSeen, at, eventId);
  }

  public Report lastSeen(LastSeen told) {
    return new Report(contact, group, availability, typing, told, at, eventId);
  }

  public Report at(Instant time) {
    return new Report(contact, group, availability, typing, lastSeen, Optional.of(time), eventId);
  }

  /** An empty name names nothing, and a long one is none that we could keep. */
  public Report from(String event) {
    return event.isEmpty() || event.length() > LONGEST_EVENT_ID
        ? this
        : new Report(contact, group, availability, typing, lastSeen, at, Optional.of(event));
  }
}
