package dev.presently.core.engine;

import java.util.Optional;

/**
 * What came of a command to a remote engine. Reasons are printable ASCII of at most 200 characters.
 */
public sealed interface EngineAnswer {
  /** Done, or it was so already; with what the answer says about the connection. */
  record Done(Optional<ConnectionReport> connection) implements EngineAnswer {
    public static final Done DONE = new Done(Optional.empty());
  }

  /** The engine lives, but its WhatsApp session is not connected. */
  record NotConnected(String reason) implements EngineAnswer {}

  /** This engine, or this version of it, has no such command; a sentence says what it has. */
  record Cannot(String instead) implements EngineAnswer {}

  /** The engine refuses this contact or chat, for example because it is not on WhatsApp. */
  record Denied(int status, String reason) implements EngineAnswer {}

  /** No connection, TLS, DNS, a refused address, or no answer in time. */
  record Unreachable(String reason) implements EngineAnswer {}

  /** The engine refuses the API key. */
  record Unauthorized(int status) implements EngineAnswer {}

  /** Any other refusal, with the HTTP status and the beginning of the reason. */
  record Refused(int status, String reason) implements EngineAnswer {}
}
