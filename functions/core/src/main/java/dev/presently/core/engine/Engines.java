package dev.presently.core.engine;

import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;

/** Finds the engine behind a session. */
public final class Engines {
  private final SessionStore sessions;
  private final Subscriptions subscriptions;
  private final Loopback loopback;

  public Engines(SessionStore sessions, Subscriptions subscriptions, Loopback loopback) {
    this.sessions = sessions;
    this.subscriptions = subscriptions;
    this.loopback = loopback;
  }

  /**
   * The engine of this session; one that answers {@code NoSuchSession} to all where there is none.
   */
  public Engine of(SessionName name) {
    return sessions.find(name).map(this::behind).orElseGet(NoEngine::new);
  }

  /** Lets others see what became of a session whose own addresses or engine were changed. */
  public void moved(Session before, Session after) {
    loopback.move(before, after);
  }

  private Engine behind(Session session) {
    return session.engine().isLoopback()
        ? new LoopbackEngine(session, loopback, subscriptions)
        : new RemoteEngine(session, subscriptions);
  }
}
