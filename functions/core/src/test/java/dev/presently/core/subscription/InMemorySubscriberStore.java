package dev.presently.core.subscription;

import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Stores subscribers in memory; iterating uses a snapshot. */
public final class InMemorySubscriberStore implements SubscriberStore {
  private final Map<Jid, Set<SessionName>> subscribers = new HashMap<>();

  @Override
  public synchronized void add(Jid contact, SessionName subscriber) {
    subscribers.computeIfAbsent(contact, _ -> new LinkedHashSet<>()).add(subscriber);
  }

  @Override
  public synchronized void remove(Jid contact, SessionName subscriber) {
    subscribers.getOrDefault(contact, new LinkedHashSet<>()).remove(subscriber);
  }

  @Override
  public synchronized void removeAll(Collection<Jid> contacts, SessionName subscriber) {
    contacts.forEach(contact -> remove(contact, subscriber));
  }

  @Override
  public synchronized boolean contains(Jid contact, SessionName subscriber) {
    return subscribers.getOrDefault(contact, Set.of()).contains(subscriber);
  }

  @Override
  public Iterable<SessionName> of(Jid contact) {
    return () -> now(contact).iterator();
  }

  private synchronized List<SessionName> now(Jid contact) {
    return List.copyOf(subscribers.getOrDefault(contact, Set.of()));
  }
}
