package dev.presently.core.engine;

import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.Session;

/**
 * An engine outside, which feeds us by its own webhooks. Subscriptions are kept here; what it is to
 * do with its own connection is asked of the engine itself.
 */
record RemoteEngine(Session session, Subscriptions subscriptions) implements Engine {
  @Override
  public Result start() {
    return cannot();
  }

  @Override
  public Result stop() {
    return cannot();
  }

  @Override
  public Result announce(Availability availability) {
    return cannot();
  }

  @Override
  public Result type(Jid chat, Typing typing) {
    return cannot();
  }

  @Override
  public Result subscribe(Jid contact) {
    subscriptions.begin(session.name(), contact);
    return new Result.Accepted();
  }

  @Override
  public Result unsubscribe(Jid contact) {
    subscriptions.end(session.name(), contact);
    return new Result.Accepted();
  }

  private Result cannot() {
    return new Result.Cannot(session.engine().type().word());
  }
}
