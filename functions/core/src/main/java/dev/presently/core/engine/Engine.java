package dev.presently.core.engine;

import dev.presently.core.command.CommandOutcome;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Typing;

/** The engine that holds one session's connection. Every command is idempotent. */
public interface Engine {
  CommandOutcome start();

  CommandOutcome stop();

  /** Sends this session's availability to its subscribers. */
  CommandOutcome setPresence(Availability availability);

  /** Shows in a chat that this session composes, records, or stopped. */
  CommandOutcome sendTyping(Jid chat, Typing typing);

  /** Subscribes to a contact or group; every change after this returns is reported. */
  void subscribe(Jid contact);

  void unsubscribe(Jid contact);
}
