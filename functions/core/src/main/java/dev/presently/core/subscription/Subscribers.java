package dev.presently.core.subscription;

import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;

/**
 * Which sessions of this deployment subscribed to an address. Reads see every write that was
 * answered before them: a subscription counts for every later change.
 */
public interface Subscribers {
  void add(Jid contact, SessionName subscriber);

  void remove(Jid contact, SessionName subscriber);

  boolean contains(Jid contact, SessionName subscriber);

  /** All subscribers of the address, read as they are walked. */
  Iterable<SessionName> of(Jid contact);
}
