package dev.presently.core.subscription;

import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.util.Collection;

/** The sessions subscribed to an address. Reads see every completed write. */
public interface SubscriberStore {
  void add(Jid contact, SessionName subscriber);

  void remove(Jid contact, SessionName subscriber);

  /** Idempotent, also after a partial failure. */
  void removeAll(Collection<Jid> contacts, SessionName subscriber);

  boolean contains(Jid contact, SessionName subscriber);

  /** All subscribers of the address, read lazily. */
  Iterable<SessionName> of(Jid contact);
}
