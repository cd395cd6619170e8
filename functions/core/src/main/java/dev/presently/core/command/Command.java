package dev.presently.core.command;

import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.SessionName;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** An operation on a session, run directly or from the queue. Each may be repeated safely. */
public sealed interface Command {
  SessionName session();

  /** The {@code operationId} of the API. */
  default String operation() {
    return switch (this) {
      case StartSession _ -> "startSession";
      case StopSession _ -> "stopSession";
      case SetPresence _ -> "setPresence";
      case SendTyping _ -> "sendTyping";
      case SubscribePresence _ -> "subscribePresence";
      case SubscribeMany _ -> "subscribeMany";
    };
  }

  default boolean needsConnection() {
    return this instanceof SetPresence || this instanceof SendTyping;
  }

  /**
   * {@code intakeUrl} is where a remote engine is to post its events, if its webhook may be set.
   */
  record StartSession(SessionName session, Optional<URI> intakeUrl) implements Command {}

  record StopSession(SessionName session) implements Command {}

  record SetPresence(SessionName session, Availability availability) implements Command {}

  record SendTyping(SessionName session, Jid chat, Typing typing) implements Command {}

  record SubscribePresence(SessionName session, Jid contact) implements Command {}

  /** The chat ids are as requested; an invalid one does not affect the others. */
  record SubscribeMany(SessionName session, List<String> chatIds) implements Command {
    public SubscribeMany {
      chatIds = List.copyOf(chatIds);
    }
  }
}
