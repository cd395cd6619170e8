package dev.presently.relay;

import dev.presently.core.RequestId;
import dev.presently.core.delivery.Event.PresenceUpdate;
import dev.presently.core.delivery.EventOfRequest;
import dev.presently.core.delivery.PoisonQueue.Poison;
import dev.presently.core.history.HistoryEntry;
import dev.presently.core.presence.Change;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.TimerQueue.Timer;
import java.util.Optional;

/**
 * The effects of one stream record, the same for each replay: an event to send, a timer to arm, a
 * step of the contact's history, some of these, none; or the reason why the record can never be
 * read.
 *
 * @param contact whose presence changed; the event is dropped if the contact is muted
 */
record RecordEffects(
    Optional<EventOfRequest> event,
    Optional<Timer> timer,
    Optional<ContactRecord> contact,
    Optional<SeqGap> gap,
    Optional<HistoryStep> history,
    Optional<Unreadable> unreadable) {
  record Unreadable(Poison poison, RuntimeException cause) {}

  static final RecordEffects NONE = of(Optional.empty());

  static RecordEffects of(Optional<EventOfRequest> event) {
    return new RecordEffects(
        event,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Of a removed contact. */
  static RecordEffects of(HistoryStep.Remove removal) {
    return new RecordEffects(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(removal),
        Optional.empty());
  }

  static RecordEffects of(
      Change change,
      ContactRecord contact,
      Optional<RequestId> requestId,
      Optional<SeqGap> gap,
      Optional<HistoryEntry> entry) {
    return new RecordEffects(
        Optional.of(new EventOfRequest(new PresenceUpdate(change), requestId)),
        change.newActivity().map(on -> new Timer(change.key(), on.since(), on.until())),
        Optional.of(contact),
        gap,
        entry.map(HistoryStep.Keep::new),
        Optional.empty());
  }

  static RecordEffects unreadable(Poison poison, RuntimeException cause) {
    return new RecordEffects(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Unreadable(poison, cause)));
  }

  /** A muted contact has no event, but a history, and its activity still gets a timer. */
  RecordEffects without(MutedContacts muted) {
    return contact.filter(muted::contains).isPresent()
        ? new RecordEffects(Optional.empty(), timer, contact, gap, history, unreadable)
        : this;
  }
}
