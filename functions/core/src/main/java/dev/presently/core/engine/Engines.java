package dev.presently.core.engine;

import dev.presently.core.InParallel;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.util.Optional;

/** Finds the engine of a session. */
public record Engines(
    SessionStore sessions, Subscriptions subscriptions, Loopback loopback, RemoteCommands remote) {
  /** Empty if there is no such session. */
  public Optional<Engine> find(SessionName name) {
    return sessions.find(name).map(this::of);
  }

  public Engine of(Session session) {
    return new Engine(session, loopback, remote, subscriptions);
  }

  /** Begins to tend a new session, if something is to be done for it by time. */
  public void created(Session session) {
    if (session.isTended()) {
      remote.tendings().ensure(session);
    }
  }

  /**
   * Reports a session's new addresses or engine to its subscribers, and tends the new engine. A
   * session is in the lists of subscribers only while it is loopback.
   */
  public void moved(Session before, Session after) {
    loopback.move(before, after);
    if (before.engine().isLoopback() && !after.engine().isLoopback()) {
      loopback.leave(after.name(), subscriptions.addresses(after.name()));
    }
    if (!before.engine().isLoopback() && after.engine().isLoopback()) {
      InParallel.each(
          subscriptions.active(after.name()),
          contact -> {
            loopback.subscribe(after, contact);
            return contact;
          });
    }
    remote.tendings().changed(before, after);
  }
}
