package dev.presently.core.delivery;

import dev.presently.core.contact.Jid;
import dev.presently.core.presence.PresenceKey;
import java.util.Optional;

/** Whom an event tells of: a contact or a chat, in a group with the participant, or nobody. */
public record Subject(Optional<Jid> contact, Optional<Jid> participant) {
  public static final Subject NOBODY = new Subject(Optional.empty(), Optional.empty());

  static Subject of(PresenceKey key) {
    return new Subject(Optional.of(key.chat()), key.group().map(_ -> key.contact()));
  }
}
