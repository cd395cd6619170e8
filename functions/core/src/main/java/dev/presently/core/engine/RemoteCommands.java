package dev.presently.core.engine;

import dev.presently.core.DependencyFailed;
import dev.presently.core.InParallel;
import dev.presently.core.command.CommandOutcome;
import dev.presently.core.command.CommandOutcome.EngineFailed.Failure;
import dev.presently.core.command.SubscribeResult;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.session.SessionStore;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Executes commands of sessions with a remote engine: done means that the engine accepted them.
 * Only the own presence and subscriptions are stored, after the engine accepted them; a
 * subscription also while the session is not connected, to be asked for as soon as it connects.
 */
public record RemoteCommands(
    EngineClient client,
    SessionStore sessions,
    ChangeConnection connections,
    Tendings tendings,
    Subscriptions subscriptions,
    OwnPresenceStore ownPresences) {
  CommandOutcome start(Session session, Optional<URI> intakeUrl) {
    tendings.ensure(session);
    return switch (send(session, new EngineCommand.Start(intake(session, intakeUrl)))) {
      case EngineAnswer.Done(var told, _) -> {
        if (told.isPresent() || !session.status().isConnected()) {
          connections.applyAnswer(
              session, told.orElseGet(() -> ConnectionReport.of(SessionStatus.CONNECTING)));
        }
        yield done(session);
      }
      case EngineAnswer.Failed failed -> failed(session, failed);
    };
  }

  CommandOutcome stop(Session session) {
    return switch (send(session, new EngineCommand.Stop())) {
      case EngineAnswer.Done _ -> {
        connections.apply(session.name(), ConnectionReport.of(SessionStatus.STOPPED));
        yield done(session);
      }
      case EngineAnswer.Failed failed -> failed(session, failed);
    };
  }

  CommandOutcome setPresence(Session session, Availability availability) {
    return switch (sendConnected(session, new EngineCommand.SetPresence(availability))) {
      case EngineAnswer.Done _ -> {
        storeOwn(session, availability);
        yield done(session);
      }
      case EngineAnswer.NotConnected _ -> new CommandOutcome.NotConnected(session.name());
      case EngineAnswer.Failed failed -> failed(session, failed);
    };
  }

  CommandOutcome sendTyping(Session session, Jid chat, Typing typing) {
    return switch (sendConnected(session, new EngineCommand.SendTyping(chat, typing))) {
      case EngineAnswer.Done _ -> done(session);
      case EngineAnswer.NotConnected _ -> new CommandOutcome.NotConnected(session.name());
      case EngineAnswer.Failed failed -> failed(session, failed);
    };
  }

  /** Asks the engine and then stores the subscription. */
  CommandOutcome subscribe(Session session, Jid contact) {
    var command = new EngineCommand.Subscribe(contact);
    Optional<CommandOutcome> refusal = cannot(session, command);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Instant askedAt = askingAt(session);
    return switch (sendConnected(session, command)) {
      case EngineAnswer.Done(_, var known) -> {
        Jid person = known.orElse(contact);
        subscriptions.beginAsked(session.name(), contact, person, askedAt);
        askIfMissed(session, Optional.of(askedAt));
        yield person.equals(contact)
            ? done(session)
            : new CommandOutcome.SubscribedTo(session.name(), person);
      }
      case EngineAnswer.NotConnected _ -> {
        subscriptions.beginUnasked(session.name(), contact);
        askIfMissed(session, Optional.empty());
        yield done(session);
      }
      case EngineAnswer.Denied denied -> {
        subscriptions.denied(session.name(), contact, askedAt, denied.sentence());
        yield failed(session, denied);
      }
      case EngineAnswer.Failed failed -> failed(session, failed);
    };
  }

  /**
   * Stores all subscriptions; those that the engine was not asked for are asked for at its pace.
   */
  List<SubscribeResult> subscribeMany(Session session, List<Jid> contacts) {
    List<SubscribeResult> results =
        InParallel.each(contacts, contact -> subscriptions.tryToBegin(session.name(), contact));
    askIfMissed(session, Optional.empty());
    return results;
  }

  /** Why the command is refused without asking the engine. */
  Optional<CommandOutcome> cannot(Session session, EngineCommand command) {
    return tendings
        .engines()
        .cannot(session.engine(), command)
        .map(sentence -> new CommandOutcome.Cannot(session.name(), sentence));
  }

  /** Not before the session connected, although the clock of another machine said when. */
  static Instant askingAt(Session session, Instant now) {
    return session.engineState().connectedAt().filter(at -> at.isAfter(now)).orElse(now);
  }

  private Instant askingAt(Session session) {
    return askingAt(session, tendings.clock().instant());
  }

  private EngineAnswer sendConnected(Session session, EngineCommand command) {
    return session.status().isConnected()
        ? send(session, command)
        : new EngineAnswer.NotConnected("it was not started");
  }

  private EngineAnswer send(Session session, EngineCommand command) {
    EngineAnswer answer = client.send(session.engine(), command);
    switch (answer) {
      case EngineAnswer.Done _ -> connections.noteSuccess(session);
      case EngineAnswer.NotConnected failed -> {
        connections.noteError(session, failed);
        checkSoon(session);
      }
      case EngineAnswer.Unreachable failed -> connections.noteError(session, failed);
      case EngineAnswer.Unauthorized failed -> connections.noteError(session, failed);
      case EngineAnswer.Refused failed -> connections.noteError(session, failed);
      case EngineAnswer.Denied _, EngineAnswer.Cannot _ -> {}
    }
    return answer;
  }

  private void checkSoon(Session session) {
    try {
      tendings.checkSoon(session);
    } catch (DependencyFailed e) {
      // The status is read in ten minutes anyway.
    }
  }

  /** The session may have connected before the subscription was stored: its pass has missed it. */
  private void askIfMissed(Session asked, Optional<Instant> askedAt) {
    sessions
        .find(asked.name())
        .filter(session -> session.hasRemoteEngine() && session.status().isConnected())
        .filter(
            session ->
                askedAt.isEmpty()
                    || session
                        .engineState()
                        .connectedAt()
                        .filter(askedAt.get()::isBefore)
                        .isPresent())
        .ifPresent(tendings::askMissing);
  }

  private void storeOwn(Session session, Availability availability) {
    tendings
        .conflicts()
        .retry(
            () -> {
              Optional<OwnPresence> stored = ownPresences.find(session.name());
              OwnPresence next =
                  stored
                      .orElseGet(() -> OwnPresence.initial(session))
                      .become(availability, tendings.clock().instant());
              return stored.filter(next::equals).isPresent() || ownPresences.save(next)
                  ? Optional.of(next)
                  : Optional.empty();
            });
  }

  private static Optional<EngineCommand.Intake> intake(Session session, Optional<URI> intakeUrl) {
    return intakeUrl
        .filter(_ -> session.engine().options().configure().orElse(true))
        .map(url -> new EngineCommand.Intake(url, session.engine().webhookSecret()));
  }

  private static CommandOutcome done(Session session) {
    return new CommandOutcome.Done(session.name());
  }

  private static CommandOutcome failed(Session session, EngineAnswer.Failed failed) {
    return switch (failed) {
      case EngineAnswer.Cannot(var instead) -> new CommandOutcome.Cannot(session.name(), instead);
      case EngineAnswer.Unreachable _ -> failed(session, Failure.UNREACHABLE, failed);
      case EngineAnswer.Unauthorized _ -> failed(session, Failure.UNAUTHORIZED, failed);
      case EngineAnswer.NotConnected _, EngineAnswer.Denied _, EngineAnswer.Refused _ ->
          failed(session, Failure.REFUSED, failed);
    };
  }

  private static CommandOutcome failed(
      Session session, Failure failure, EngineAnswer.Failed answer) {
    return new CommandOutcome.EngineFailed(session.name(), failure, answer.sentence());
  }
}
