package dev.presently.core.subscription;

import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.util.Collection;

/**
 * Which sessions of this deployment subscribed to an address. Reads see every write that was
 * answered before them: a subscription counts for every later change.
 */
public interface SubscriberStore {
  void add(Jid contact, SessionName subscriber);

  void remove(Jid contact, SessionName subscriber);

  /** Removes the subscriber from all of these; may be called again after it failed. */
  void removeAll(Collection<Jid> contacts, SessionName subscriber);

  boolean contains(Jid contact, SessionName subscriber);

  /** All subscribers of the address, read as they are walked. */
  Iterable<SessionName> of(Jid contact);
}
