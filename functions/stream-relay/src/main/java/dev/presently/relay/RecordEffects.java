package dev.presently.relay;

import dev.presently.core.delivery.Event;
import dev.presently.core.delivery.Event.PresenceUpdate;
import dev.presently.core.presence.Change;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.TimerQueue.Timer;
import java.util.Optional;

/**
 * What follows from one record: an event to be told, a timer to be armed, both, or nothing. What is
 * told of a {@code contact} depends on whether its session still wants to hear of it.
 */
record RecordEffects(
    Optional<Event> event,
    Optional<Timer> timer,
    Optional<ContactRecord> contact,
    Optional<SeqGap> gap) {
  static final RecordEffects NOTHING =
      new RecordEffects(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  static RecordEffects of(Change change, ContactRecord contact, Optional<SeqGap> gap) {
    return new RecordEffects(
        Optional.of(new PresenceUpdate(change)),
        change.begun().map(on -> new Timer(change.key(), on.since(), on.until())),
        Optional.of(contact),
        gap);
  }

  static RecordEffects of(Event event) {
    return new RecordEffects(
        Optional.of(event), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** An activity that began is looked after even when nobody is told of it. */
  RecordEffects heededBy(MutedContacts silence) {
    return contact.filter(silence::covers).isPresent()
        ? new RecordEffects(Optional.empty(), timer, contact, gap)
        : this;
  }
}
