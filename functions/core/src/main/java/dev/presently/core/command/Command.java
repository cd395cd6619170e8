package dev.presently.core.command;

import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.SessionName;
import java.util.List;

/** What a session can be told to do, now or later. Each may be repeated safely. */
public sealed interface Command {
  SessionName session();

  /** The operation's name in the API. */
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

  /** Only a session that is connected does it. */
  default boolean needsConnection() {
    return false;
  }

  record StartSession(SessionName session) implements Command {}

  record StopSession(SessionName session) implements Command {}

  record SetPresence(SessionName session, Availability availability) implements Command {
    @Override
    public boolean needsConnection() {
      return true;
    }
  }

  record SendTyping(SessionName session, Jid chat, Typing typing) implements Command {
    @Override
    public boolean needsConnection() {
      return true;
    }
  }

  record SubscribePresence(SessionName session, Jid contact) implements Command {}

  /** Each chat as it was given: one that is no JID hinders none of the others. */
  record SubscribeMany(SessionName session, List<String> chatIds) implements Command {
    public SubscribeMany {
      chatIds = List.copyOf(chatIds);
    }
  }
}
