package dev.presently.core.engine;

import dev.presently.core.session.Secret;
import dev.presently.core.session.Session;
import java.util.Optional;
import java.util.Set;

/** Verifies and reads the webhooks of one engine type. */
public interface EngineEventReader {
  /** Whether the request proves that its sender knows the secret; compared in constant time. */
  boolean isAuthentic(IntakeRequest request, Secret secret);

  /**
   * The engine cannot sign: an API key is accepted also for a session with a {@code webhookSecret}.
   */
  boolean acceptsKeys();

  /** The media types that {@link #read} understands. */
  Set<String> mediaTypes();

  /**
   * Reads one body. Events of another session of the engine than {@code engine.session} are
   * ignored; the session's status so far decides where the engine's word is ambiguous. An
   * unreadable contact is ignored; an unreadable body throws {@link
   * dev.presently.core.InvalidValue}.
   */
  EngineEvents read(Session session, byte[] body, String mediaType);

  /**
   * The engine's own session that a message of the engine's queue names. Empty if this engine has
   * no queue, or the message is not one of its. Never throws for what the message holds.
   */
  default Optional<String> engineSession(byte[] message) {
    return Optional.empty();
  }
}
