package dev.presently.core.engine;

import static dev.presently.core.presence.Availability.UNAVAILABLE;

import dev.presently.core.command.CommandOutcome;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionStatus;

/**
 * The engine of one session, loopback or external. Every command is idempotent. An external engine
 * reports by its own webhooks and its connection is controlled by its own API, so that it supports
 * only subscriptions here.
 */
public record Engine(Session session, Loopback loopback, Subscriptions subscriptions) {
  public CommandOutcome start() {
    return ifLoopback(
        () -> {
          loopback.setStatus(session, SessionStatus.CONNECTED);
          loopback.report(session);
        });
  }

  /**
   * A session that was never started keeps that status. Otherwise it first disconnects and then
   * becomes unavailable: a concurrent {@link #setPresence} sees the status or is overwritten.
   */
  public CommandOutcome stop() {
    return ifLoopback(
        () -> {
          if (session.status().isConnected()) {
            loopback.setStatus(session, SessionStatus.STOPPED);
          }
          loopback.setPresence(session, UNAVAILABLE);
        });
  }

  /** Reports this session's availability to its subscribers. */
  public CommandOutcome setPresence(Availability availability) {
    return ifConnected(() -> loopback.setPresence(session, availability));
  }

  /** Shows in a chat that this session composes, records, or stopped. */
  public CommandOutcome sendTyping(Jid chat, Typing typing) {
    return ifConnected(() -> loopback.sendTyping(session, chat, typing));
  }

  /**
   * Subscribes to a contact or group; every change after this returns is reported. The loopback's
   * subscriber list is written last here and first in {@link #unsubscribe}: after concurrent calls
   * an active subscription is always in the list.
   */
  public void subscribe(Jid contact) {
    subscriptions.begin(session.name(), contact);
    if (isLoopback()) {
      loopback.subscribe(session, contact);
    }
  }

  public void unsubscribe(Jid contact) {
    if (isLoopback()) {
      loopback.unsubscribe(session, contact);
    }
    subscriptions.end(session.name(), contact);
  }

  private CommandOutcome ifConnected(Runnable command) {
    return isLoopback() && !session.status().isConnected()
        ? new CommandOutcome.NotConnected(session.name())
        : ifLoopback(command);
  }

  private CommandOutcome ifLoopback(Runnable command) {
    if (!isLoopback()) {
      return new CommandOutcome.Unsupported(session.name(), session.engine().type().word());
    }
    command.run();
    return new CommandOutcome.Done(session.name());
  }

  private boolean isLoopback() {
    return session.engine().isLoopback();
  }
}
