package dev.presently.core.command;

import dev.presently.core.contact.Jid;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import java.util.List;

/** The outcome of a command. */
public sealed interface CommandOutcome {
  SessionName session();

  /** The change is stored. */
  sealed interface Succeeded extends CommandOutcome {}

  /** Nothing was changed. */
  sealed interface Refused extends CommandOutcome {}

  record Done(SessionName session) implements Succeeded {}

  /** Started or stopped, with the session as stored afterwards. */
  record StatusChanged(Session current) implements Succeeded {
    @Override
    public SessionName session() {
      return current.name();
    }
  }

  /** One result per contact, in the order requested. */
  record Subscribed(SessionName session, List<SubscribeResult> results) implements Succeeded {}

  /** Subscribed to the contact under this address, by which WhatsApp knows it. */
  record SubscribedTo(SessionName session, Jid contact) implements Succeeded {}

  record NoSuchSession(SessionName session) implements Refused {}

  /** The session must be started first. */
  record NotConnected(SessionName session) implements Refused {}

  /** The session's engine has no such command; a sentence says what it has instead. */
  record Cannot(SessionName session, String sentence) implements Refused {}

  /** The remote engine did not execute the command; the sentence says why. */
  record EngineFailed(SessionName session, Failure failure, String sentence) implements Refused {
    /** Whose fault: the way to the engine, our API key, or what was asked. */
    public enum Failure {
      UNREACHABLE,
      UNAUTHORIZED,
      REFUSED
    }
  }
}
