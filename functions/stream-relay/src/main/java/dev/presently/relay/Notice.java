package dev.presently.relay;

import dev.presently.core.delivery.Event;
import dev.presently.core.delivery.Event.PresenceUpdate;
import dev.presently.core.presence.Change;
import dev.presently.core.presence.TimerQueue.Timer;
import java.util.Optional;

/** What follows from one record: an event to be told, a timer to be armed, both, or nothing. */
record Notice(Optional<Event> event, Optional<Timer> timer) {
  static final Notice NOTHING = new Notice(Optional.empty(), Optional.empty());

  /** An activity that began is looked after even when nobody is told of it. */
  static Notice of(Change change, boolean silenced) {
    return new Notice(
        silenced ? Optional.empty() : Optional.of(new PresenceUpdate(change)),
        change.begun().map(on -> new Timer(change.key(), on.since(), on.until())));
  }

  static Notice of(Event event) {
    return new Notice(Optional.of(event), Optional.empty());
  }
}
