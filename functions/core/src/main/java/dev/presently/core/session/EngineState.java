package dev.presently.core.session;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a remote engine besides the status. {@code statusAt} is the engine's own time of
 * the status; {@code connectedAt} is when the session last became connected; {@code lastEventAt} is
 * when the engine was last heard, to the minute; {@code lastError} is a sentence about the last
 * failure, until a command succeeds.
 */
public record EngineState(
    Optional<Instant> statusAt,
    Optional<Instant> connectedAt,
    Optional<Instant> lastEventAt,
    Optional<String> lastError) {
  /** Nothing was heard of the engine yet. */
  public static final EngineState NONE =
      new EngineState(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public EngineState withStatusAt(Instant at) {
    return new EngineState(Optional.of(at), connectedAt, lastEventAt, lastError);
  }

  /** Connected since then; the last error is over. */
  public EngineState connected(Instant at) {
    return new EngineState(statusAt, Optional.of(at), lastEventAt, Optional.empty());
  }

  public EngineState heard(Instant at) {
    return new EngineState(statusAt, connectedAt, Optional.of(at), lastError);
  }

  public EngineState with(Optional<String> error) {
    return new EngineState(statusAt, connectedAt, lastEventAt, error);
  }
}
