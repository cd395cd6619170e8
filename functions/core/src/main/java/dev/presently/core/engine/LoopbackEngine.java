package dev.presently.core.engine;

import dev.presently.core.command.CommandOutcome;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionStatus;

/** The engine of a loopback session: the sessions of this deployment see each other. */
record LoopbackEngine(Session session, Loopback loopback, Subscriptions subscriptions)
    implements Engine {
  @Override
  public CommandOutcome start() {
    loopback.setStatus(session, SessionStatus.CONNECTED);
    loopback.report(session);
    return done();
  }

  /**
   * A session that was never started keeps that status. Otherwise it first disconnects and then
   * becomes unavailable: a concurrent {@link #setPresence} sees the status or is overwritten.
   */
  @Override
  public CommandOutcome stop() {
    if (session.status().isConnected()) {
      loopback.setStatus(session, SessionStatus.STOPPED);
    }
    loopback.setPresence(session, Availability.UNAVAILABLE);
    return done();
  }

  @Override
  public CommandOutcome setPresence(Availability availability) {
    if (!session.status().isConnected()) {
      return new CommandOutcome.NotConnected(session.name());
    }
    loopback.setPresence(session, availability);
    return done();
  }

  @Override
  public CommandOutcome sendTyping(Jid chat, Typing typing) {
    if (!session.status().isConnected()) {
      return new CommandOutcome.NotConnected(session.name());
    }
    loopback.sendTyping(session, chat, typing);
    return done();
  }

  /**
   * Adds the subscriber before reading the contact's presence, so that no change is missed. The
   * subscriber list is written last here and first in {@link #unsubscribe}: after concurrent calls
   * an active subscription is always in the list.
   */
  @Override
  public void subscribe(Jid contact) {
    subscriptions.begin(session.name(), contact);
    loopback.subscribe(session, contact);
    loopback.copyPresence(session, contact);
  }

  @Override
  public void unsubscribe(Jid contact) {
    loopback.unsubscribe(session, contact);
    subscriptions.end(session.name(), contact);
  }

  private CommandOutcome done() {
    return new CommandOutcome.Done(session.name());
  }
}
