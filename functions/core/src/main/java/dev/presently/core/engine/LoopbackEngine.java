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

  /**
   * A session that was never started stays so. One that was disconnects and then leaves: whoever
   * announces meanwhile sees the one or is followed by the other.
   */
  @Override
  public Result stop() {
    if (session.status().isConnected()) {
      loopback.become(session, SessionStatus.STOPPED);
    }
    loopback.announce(session, Availability.UNAVAILABLE);
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

  /**
   * Whoever subscribes is listed before it reads: a change is either read here or told there. A
   * subscription that stands after concurrent calls is listed too, as listing comes last here and
   * first there.
   */
  @Override
  public Result subscribe(Jid contact) {
    subscriptions.begin(session.name(), contact);
    loopback.subscribe(session, contact);
    loopback.takeOver(session, contact);
    return ACCEPTED;
  }

  @Override
  public Result unsubscribe(Jid contact) {
    loopback.unsubscribe(session, contact);
    subscriptions.end(session.name(), contact);
    return ACCEPTED;
  }
}
