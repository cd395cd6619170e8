package dev.presently.core.engine;

import dev.presently.core.session.Secret;
import dev.presently.core.session.Session;
import java.util.Optional;
import java.util.Set;

/** Verifies and reads the webhooks of one engine type. */
public interface EngineEventReader {
  /**
   * Whether the request proves that its sender knows the secret; compared in constant time. The
   * work depends on the request only.
   */
  boolean isAuthentic(IntakeRequest request, Secret secret);

  /**
   * The engine cannot sign: an API key is accepted also for a session with a {@code webhookSecret}.
   */
  boolean acceptsKeys();

  /** The media types of the engine's webhooks; the body itself tells which one it is. */
  Set<String> mediaTypes();

  /**
   * Reads one body. An event that names another session of the engine than {@code engine.session}
   * is ignored. Without {@code engine.session} every event counts, unless the engine's commands
   * then go to a default session: that one's events count. The session's status so far decides
   * where the engine's word is ambiguous. An unreadable contact is ignored; an unreadable body
   * throws {@link dev.presently.core.InvalidValue}.
   */
  EngineEvents read(Session session, byte[] body);

  /**
   * The engine's own session that a message of the engine's queue names. Empty if this engine has
   * no queue, or the message is not one of its. Never throws for what the message holds.
   */
  default Optional<String> engineSession(byte[] message) {
    return Optional.empty();
  }
}
