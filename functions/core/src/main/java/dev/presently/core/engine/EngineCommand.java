package dev.presently.core.engine;

import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.Secret;
import dev.presently.core.session.SessionStatus;
import java.net.URI;
import java.util.Optional;

/** A command to a remote engine. Each may be repeated safely. */
public sealed interface EngineCommand {
  /** Where the engine is to post its events, and the secret that authenticates them. */
  record Intake(URI url, Optional<Secret> secret) {}

  /** Connects. If {@code intake} is present and the engine can, its webhook is set first. */
  record Start(Optional<Intake> intake) implements EngineCommand {}

  /** Disconnects and keeps the pairing. */
  record Stop() implements EngineCommand {}

  /** Reads the status; the session's status so far decides where the engine's word is ambiguous. */
  record ReadStatus(SessionStatus before) implements EngineCommand {}

  record SetPresence(Availability availability) implements EngineCommand {}

  record Subscribe(Jid contact) implements EngineCommand {}

  record SendTyping(Jid chat, Typing typing) implements EngineCommand {}
}
