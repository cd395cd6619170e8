package dev.presently.core.presence;

import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.util.Optional;

/** A contact of a session, or a participant of one of its groups. Each key has its own seq. */
public record PresenceKey(SessionName session, Jid contact, Optional<Jid> group) {
  public static PresenceKey of(SessionName session, Jid contact) {
    return new PresenceKey(session, contact, Optional.empty());
  }

  /** The contact in this group. */
  PresenceKey in(Jid chat) {
    return new PresenceKey(session, contact, Optional.of(chat));
  }

  /** Another address in the same place. */
  PresenceKey with(Jid address) {
    return new PresenceKey(session, address, group);
  }

  /** The group, or the contact itself. */
  public Jid chat() {
    return group.orElse(contact);
  }

  /** The sort key within the session: a group's participants follow their group. */
  public String path() {
    return group.map(chat -> chat + "#" + contact).orElseGet(contact::toString);
  }
}
