package dev.presently.core.engine;

import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.util.Optional;

/** Finds the engine of a session. */
public record Engines(SessionStore sessions, Subscriptions subscriptions, Loopback loopback) {
  /** Empty if there is no such session. */
  public Optional<Engine> find(SessionName name) {
    return sessions.find(name).map(session -> new Engine(session, loopback, subscriptions));
  }

  /** Reports a session's new addresses or engine to its subscribers. */
  public void moved(Session before, Session after) {
    loopback.move(before, after);
  }
}
