package dev.presently.core.session;

import dev.presently.core.Contention;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/** Applies a change to a stored session, again and again while others are faster. */
public final class ChangeSession {
  private final SessionStore sessions;
  private final Contention contention;
  private final Clock clock;

  public ChangeSession(SessionStore sessions, Contention contention, Clock clock) {
    this.sessions = sessions;
    this.contention = contention;
    this.clock = clock;
  }

  /**
   * The stored result; empty when there is no such session. A change to an equal session writes
   * nothing.
   */
  public Optional<SessionStore.Result> change(
      SessionName name, BiFunction<Session, Instant, Session> change) {
    return contention.settle(
        () -> {
          Optional<Session> before = sessions.find(name);
          if (before.isEmpty()) {
            return Optional.of(Optional.empty());
          }
          Session after = change.apply(before.get(), clock.instant());
          if (after.equals(before.get())) {
            return Optional.of(Optional.of(new SessionStore.Result.Saved(after)));
          }
          SessionStore.Result result = sessions.save(before, after);
          return result instanceof SessionStore.Result.Outrun
              ? Optional.empty()
              : Optional.of(Optional.of(result));
        });
  }
}
