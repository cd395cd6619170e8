package dev.presently.core.engine;

import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Typing;

/** What one session can ask of what holds its connection. Every command may be repeated safely. */
public interface Engine {
  /** How a command ended. */
  sealed interface Result {
    /** It is done and stored. */
    record Accepted() implements Result {}

    record NoSuchSession() implements Refused {}

    /** The session must be started first. */
    record NotConnected() implements Refused {}

    /** Engines of this type do not take this command. */
    record Cannot(String type) implements Refused {}
  }

  /** An end at which nothing was done. */
  sealed interface Refused extends Result {}

  Result start();

  Result stop();

  /** Tells those who subscribed whether this session is available. */
  Result announce(Availability availability);

  /** Tells a chat that this session composes or records there, or stopped. */
  Result type(Jid chat, Typing typing);

  /** Asks to be told about a contact or group; a change answered later than this will be told. */
  Result subscribe(Jid contact);

  Result unsubscribe(Jid contact);
}
