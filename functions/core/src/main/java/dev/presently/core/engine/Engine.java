package dev.presently.core.engine;

import static dev.presently.core.presence.Availability.UNAVAILABLE;

import dev.presently.core.DependencyFailed;
import dev.presently.core.InParallel;
import dev.presently.core.command.CommandOutcome;
import dev.presently.core.command.SubscribeResult;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionStatus;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The engine of one session, loopback or remote. Every command is idempotent. A remote engine
 * without a URL only reports, and takes no command.
 */
public record Engine(
    Session session, Loopback loopback, RemoteCommands remote, Subscriptions subscriptions) {
  /** Connects; a remote engine is told to post its events to {@code intakeUrl} if it can be. */
  public CommandOutcome start(Optional<URI> intakeUrl) {
    return isLoopback()
        ? done(
            () -> {
              loopback.setStatus(session, SessionStatus.CONNECTED);
              loopback.report(session);
            })
        : remotely(() -> remote.start(session, intakeUrl));
  }

  /**
   * A loopback session that was never started keeps that status. Otherwise it first disconnects and
   * then becomes unavailable: a concurrent {@link #setPresence} sees the status or is overwritten.
   */
  public CommandOutcome stop() {
    return isLoopback() ? done(this::stopLoopback) : remotely(() -> remote.stop(session));
  }

  /** Reports this session's availability to its subscribers. */
  public CommandOutcome setPresence(Availability availability) {
    return isLoopback()
        ? ifConnected(() -> loopback.setPresence(session, availability))
        : remotely(() -> remote.setPresence(session, availability));
  }

  /** Shows in a chat that this session composes, records, or stopped. */
  public CommandOutcome sendTyping(Jid chat, Typing typing) {
    return isLoopback()
        ? ifConnected(() -> loopback.sendTyping(session, chat, typing))
        : remotely(() -> remote.sendTyping(session, chat, typing));
  }

  /**
   * Subscribes to a contact or group; every change after this returns is reported. The loopback's
   * subscriber list is written last here and first in {@link #unsubscribe}: after concurrent calls
   * an active subscription is always in the list.
   */
  public CommandOutcome subscribe(Jid contact) {
    return isLoopback()
        ? done(() -> subscribeLoopback(contact))
        : remotely(() -> remote.subscribe(session, contact));
  }

  /** One result per contact, in their order; or why the engine cannot subscribe at all. */
  public CommandOutcome subscribeMany(List<Jid> contacts) {
    return isLoopback()
        ? subscribed(InParallel.each(contacts, this::tryToSubscribe))
        : remotely(
            () ->
                contacts.stream()
                    .findFirst()
                    .flatMap(any -> remote.cannot(session, new EngineCommand.Subscribe(any)))
                    .orElseGet(() -> subscribed(remote.subscribeMany(session, contacts))));
  }

  public void unsubscribe(Jid contact) {
    if (isLoopback()) {
      loopback.unsubscribe(session, contact);
    }
    subscriptions.end(session.name(), contact);
  }

  /** Why a command is refused whatever the engine answers; empty if it has to be executed. */
  Optional<CommandOutcome> refusal(EngineCommand command) {
    if (isLoopback()) {
      return Optional.empty();
    }
    return session.hasRemoteEngine() ? remote.cannot(session, command) : Optional.of(noUrl());
  }

  private void stopLoopback() {
    if (session.status().isConnected()) {
      loopback.setStatus(session, SessionStatus.STOPPED);
    }
    loopback.setPresence(session, UNAVAILABLE);
  }

  private void subscribeLoopback(Jid contact) {
    subscriptions.begin(session.name(), contact);
    loopback.subscribe(session, contact);
  }

  private SubscribeResult tryToSubscribe(Jid contact) {
    try {
      subscribeLoopback(contact);
      return new SubscribeResult.Subscribed(contact);
    } catch (DependencyFailed e) {
      return new SubscribeResult.Unavailable(contact.toString());
    }
  }

  private CommandOutcome subscribed(List<SubscribeResult> results) {
    return new CommandOutcome.Subscribed(session.name(), results);
  }

  private CommandOutcome remotely(Supplier<CommandOutcome> command) {
    return session.hasRemoteEngine() ? command.get() : noUrl();
  }

  private CommandOutcome ifConnected(Runnable command) {
    return session.status().isConnected()
        ? done(command)
        : new CommandOutcome.NotConnected(session.name());
  }

  private CommandOutcome done(Runnable command) {
    command.run();
    return new CommandOutcome.Done(session.name());
  }

  private CommandOutcome noUrl() {
    return new CommandOutcome.Cannot(
        session.name(),
        "the session "
            + session.name()
            + " has no engine.url, so that its engine only sends events; set engine.url for"
            + " commands");
  }

  private boolean isLoopback() {
    return session.engine().isLoopback();
  }
}
