package dev.presently.core.presence;

import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.util.Optional;

/**
 * Whose presence, in whose eyes: a contact of a session, or a participant of a group that the
 * session is in. Each key has a {@code seq} of its own.
 */
public record PresenceKey(SessionName session, Jid contact, Optional<Jid> group) {
  public static PresenceKey of(SessionName session, Jid contact) {
    return new PresenceKey(session, contact, Optional.empty());
  }

  static PresenceKey of(SessionName session, Jid contact, Report report) {
    return new PresenceKey(session, contact, report.group());
  }

  /** The chat that a reader asks for: the group, or the contact itself. */
  public Jid chat() {
    return group.orElse(contact);
  }

  /** Where the key stands in its session's list: a group's participants follow their group. */
  public String path() {
    return group.map(chat -> chat + "#" + contact).orElseGet(contact::toString);
  }
}
