package dev.presently.core.delivery;

import dev.presently.core.contact.Jid;
import dev.presently.core.presence.PresenceKey;
import java.util.Optional;

/** The contact or chat of an event, in a group with the participant; both empty if none. */
public record EventSubject(Optional<Jid> contact, Optional<Jid> participant) {
  public static final EventSubject NONE = new EventSubject(Optional.empty(), Optional.empty());

  static EventSubject of(PresenceKey key) {
    return new EventSubject(Optional.of(key.chat()), key.group().map(_ -> key.contact()));
  }
}
