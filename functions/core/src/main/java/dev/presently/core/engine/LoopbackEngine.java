package dev.presently.core.engine;

import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionStatus;

/** One session among those of this deployment that see each other. */
record LoopbackEngine(Session session, Loopback loopback, Subscriptions subscriptions)
    implements Engine {
  private static final Result ACCEPTED = new Result.Accepted();

  @Override
  public Result start() {
    loopback.become(session, SessionStatus.CONNECTED);
    loopback.tell(session);
    return ACCEPTED;
  }

  /** A session that was never started stays so; one that was leaves before it disconnects. */
  @Override
  public Result stop() {
    if (session.status().isConnected()) {
      loopback.announce(session, Availability.UNAVAILABLE);
      loopback.become(session, SessionStatus.STOPPED);
    }
    return ACCEPTED;
  }

  @Override
  public Result announce(Availability availability) {
    if (!session.status().isConnected()) {
      return new Result.NotConnected();
    }
    loopback.announce(session, availability);
    return ACCEPTED;
  }

  @Override
  public Result type(Jid chat, Typing typing) {
    if (!session.status().isConnected()) {
      return new Result.NotConnected();
    }
    loopback.type(session, chat, typing);
    return ACCEPTED;
  }

  /** Whoever subscribes is listed before it reads: a change is either read here or told there. */
  @Override
  public Result subscribe(Jid contact) {
    loopback.subscribe(session, contact);
    subscriptions.begin(session.name(), contact);
    loopback.takeOver(session, contact);
    return ACCEPTED;
  }

  @Override
  public Result unsubscribe(Jid contact) {
    subscriptions.end(session.name(), contact);
    loopback.unsubscribe(session, contact);
    return ACCEPTED;
  }
}
