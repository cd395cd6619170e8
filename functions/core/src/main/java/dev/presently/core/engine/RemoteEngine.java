package dev.presently.core.engine;

import dev.presently.core.command.CommandOutcome;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.Session;

/**
 * An external engine, which reports by its own webhooks. Subscriptions are stored here; its
 * connection is controlled by the engine's own API.
 */
record RemoteEngine(Session session, Subscriptions subscriptions) implements Engine {
  @Override
  public CommandOutcome start() {
    return unsupported();
  }

  @Override
  public CommandOutcome stop() {
    return unsupported();
  }

  @Override
  public CommandOutcome setPresence(Availability availability) {
    return unsupported();
  }

  @Override
  public CommandOutcome sendTyping(Jid chat, Typing typing) {
    return unsupported();
  }

  @Override
  public void subscribe(Jid contact) {
    subscriptions.begin(session.name(), contact);
  }

  @Override
  public void unsubscribe(Jid contact) {
    subscriptions.end(session.name(), contact);
  }

  private CommandOutcome unsupported() {
    return new CommandOutcome.Unsupported(session.name(), session.engine().type().word());
  }
}
