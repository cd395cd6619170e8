package dev.presently.core.presence;

import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import java.time.Instant;
import java.util.Optional;

/**
 * What an engine or a session reports about a contact, in a group or directly. Fields that are not
 * reported are empty; {@code at} and {@code eventId} are the reporter's own time and event id.
 */
public record Report(
    Identity contact,
    Optional<Jid> group,
    Optional<Availability> availability,
    Optional<Typing> typing,
    LastSeen lastSeen,
    Optional<Instant> at,
    Optional<String> eventId) {
  private static final int MAX_EVENT_ID_LENGTH = 128;

  /** An empty report about this contact. */
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

  public Report is(Availability reported) {
    return new Report(contact, group, Optional.of(reported), typing, lastSeen, at, eventId);
  }

  public Report does(Typing reported) {
    return new Report(contact, group, availability, Optional.of(reported), lastSeen, at, eventId);
  }

  public Report lastSeen(LastSeen reported) {
    return new Report(contact, group, availability, typing, reported, at, eventId);
  }

  public Report at(Instant time) {
    return new Report(contact, group, availability, typing, lastSeen, Optional.of(time), eventId);
  }

  /** An empty or overlong event id is ignored. */
  public Report from(String event) {
    return event.isEmpty() || event.length() > MAX_EVENT_ID_LENGTH
        ? this
        : new Report(contact, group, availability, typing, lastSeen, at, Optional.of(event));
  }
}
