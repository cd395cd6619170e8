package dev.presently.core.engine;

import dev.presently.core.Page;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.ChangeWebhook;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.PresenceStore;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import dev.presently.core.subscription.SubscriberStore;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Removes a session with its presence, subscriptions, webhooks and their deliveries. The session
 * itself is removed last, so that a removal that failed can be repeated.
 */
public final class RemoveSession {
  private static final int PAGE_SIZE = 500;

  private final SessionStore sessions;
  private final PresenceStore presences;
  private final SubscriberStore subscribers;
  private final ChangeWebhook webhooks;
  private final Engines engines;

  public RemoveSession(
      SessionStore sessions,
      PresenceStore presences,
      SubscriberStore subscribers,
      ChangeWebhook webhooks,
      Engines engines) {
    this.sessions = sessions;
    this.presences = presences;
    this.subscribers = subscribers;
    this.webhooks = webhooks;
    this.engines = engines;
  }

  /** False when there is no such session. */
  public boolean remove(SessionName name) {
    Optional<Session> session = sessions.find(name);
    if (session.isEmpty()) {
      return false;
    }
    if (session.get().engine().isLoopback()) {
      engines.of(session.get()).stop();
    }
    Set<Jid> subscribed = new HashSet<>();
    for (ContactRecord record : Page.each(after -> presences.list(name, after, PAGE_SIZE))) {
      // A contact that is known by two addresses is listed under one of them.
      if (record.subscription().isPresent()) {
        subscribed.addAll(record.addresses());
      }
    }
    subscribers.removeAll(subscribed, name);
    presences.removeAll(name);
    webhooks.removeAllOf(name);
    engines.remote().tendings().remove(name);
    engines.loopback().remove(name);
    sessions.remove(session.get());
    return true;
  }
}
