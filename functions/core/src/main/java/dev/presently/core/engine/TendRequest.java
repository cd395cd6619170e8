package dev.presently.core.engine;

import dev.presently.core.session.SessionName;
import java.time.Instant;
import java.util.Optional;

/**
 * A message of the {@link TendQueue}: do what is due for the session, or do one step of its pass.
 */
public record TendRequest(SessionName session, Optional<Step> step) {
  /** A step of the pass with this {@code askBefore}; the position is as in {@link Tending.Pass}. */
  public record Step(Instant askBefore, long number, Optional<String> position) {}

  public static TendRequest due(SessionName session) {
    return new TendRequest(session, Optional.empty());
  }
}
