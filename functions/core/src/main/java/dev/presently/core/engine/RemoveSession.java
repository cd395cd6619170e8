package dev.presently.core.engine;

import dev.presently.core.delivery.ChangeWebhook;
import dev.presently.core.presence.PresenceStore;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.util.Optional;

/**
 * Removes a session with its presence, subscriptions, webhooks and their deliveries. The session
 * itself is removed last, so that a removal that failed can be repeated.
 */
public final class RemoveSession {
  private final SessionStore sessions;
  private final PresenceStore presences;
  private final ChangeWebhook webhooks;
  private final Engines engines;

  public RemoveSession(
      SessionStore sessions, PresenceStore presences, ChangeWebhook webhooks, Engines engines) {
    this.sessions = sessions;
    this.presences = presences;
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
    engines.loopback().leave(name, engines.subscriptions().addresses(name));
    presences.removeAll(name);
    webhooks.removeAllOf(name);
    engines.remote().tendings().remove(name);
    engines.loopback().remove(name);
    sessions.remove(session.get());
    return true;
  }
}
