package dev.presently.core.presence;

import static java.util.Optional.empty;

import dev.presently.core.EngineTime;
import dev.presently.core.InvalidValue;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import java.time.Instant;
import java.util.Optional;

/**
 * What an engine or a session reports about a contact, in a group or directly. Fields that are not
 * reported are empty; {@code at} and {@code eventId} are the reporter's own time and event id;
 * {@code entry} counts the reports of one event, from 1; {@code confirmation} is how long it is
 * believed that the contact is available.
 */
public record Report(
    Identity contact,
    Optional<Jid> group,
    Optional<Availability> availability,
    Optional<Typing> typing,
    LastSeen lastSeen,
    Optional<Instant> at,
    Optional<String> eventId,
    int entry,
    Optional<Confirmation.Rule> confirmation) {
  private static final int MAX_EVENT_ID_LENGTH = 128;

  /** An empty report about this contact. */
  public static Report about(Identity contact) {
    return new Report(
        contact, empty(), empty(), empty(), LastSeen.UNKNOWN, empty(), empty(), 1, empty());
  }

  /**
   * In this group, or directly. Throws {@link InvalidValue} for a chat that is neither a group nor
   * can be the contact, as a status or another person: it says nothing about the contact.
   */
  public Report in(Jid chat) {
    if (!chat.isGroup() && !contact.mayBe(chat)) {
      throw new InvalidValue("neither a group nor the contact");
    }
    var in = Optional.of(chat).filter(Jid::isGroup);
    return new Report(
        contact, in, availability, typing, lastSeen, at, eventId, entry, confirmation);
  }

  public Report with(Availability reported) {
    return new Report(
        contact, group, Optional.of(reported), typing, lastSeen, at, eventId, entry, confirmation);
  }

  public Report with(Typing reported) {
    return new Report(
        contact,
        group,
        availability,
        Optional.of(reported),
        lastSeen,
        at,
        eventId,
        entry,
        confirmation);
  }

  public Report with(LastSeen reported) {
    return new Report(
        contact, group, availability, typing, reported, at, eventId, entry, confirmation);
  }

  public Report at(Instant time) {
    return new Report(
        contact,
        group,
        availability,
        typing,
        lastSeen,
        Optional.of(time),
        eventId,
        entry,
        confirmation);
  }

  /** As an engine's report counts that arrives now; see {@link EngineTime}. */
  public Report received(Instant now) {
    return new Report(
        contact,
        group,
        availability,
        typing,
        LastSeen.received(lastSeen, now),
        at.map(given -> EngineTime.notAhead(given, now)),
        eventId,
        entry,
        confirmation);
  }

  /** Believed by this rule if it says that the contact is available; without one for ever. */
  public Report with(Optional<Confirmation.Rule> rule) {
    return new Report(contact, group, availability, typing, lastSeen, at, eventId, entry, rule);
  }

  /** The same about this person. */
  Report of(Identity person) {
    return new Report(
        person, group, availability, typing, lastSeen, at, eventId, entry, confirmation);
  }

  /** The same as this entry of the event, from 1. */
  public Report asEntry(int number) {
    return new Report(
        contact, group, availability, typing, lastSeen, at, eventId, number, confirmation);
  }

  /** An empty or overlong event id, or one with a tab, is ignored. */
  public Report withEventId(String event) {
    return event.isEmpty() || event.length() > MAX_EVENT_ID_LENGTH || event.contains("\t")
        ? this
        : new Report(
            contact,
            group,
            availability,
            typing,
            lastSeen,
            at,
            Optional.of(event),
            entry,
            confirmation);
  }
}
