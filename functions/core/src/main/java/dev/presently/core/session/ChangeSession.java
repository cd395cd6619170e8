package dev.presently.core.session;

import dev.presently.core.ConflictRetry;
import dev.presently.core.contact.Jid;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/** Changes a stored session; applies the change again after each conflict. */
public final class ChangeSession {
  public sealed interface Result {
    /** An equal session is not written. */
    record Changed(Session before, Session after) implements Result {}

    record NoSuchSession() implements Result {}

    /** Another loopback session owns one of the new addresses. */
    record JidTaken(Jid jid) implements Result {}
  }

  private final SessionStore sessions;
  private final ConflictRetry conflicts;
  private final Clock clock;

  public ChangeSession(SessionStore sessions, ConflictRetry conflicts, Clock clock) {
    this.sessions = sessions;
    this.conflicts = conflicts;
    this.clock = clock;
  }

  public Result change(SessionName name, BiFunction<Session, Instant, Session> change) {
    return conflicts.retry(
        () ->
            sessions
                .find(name)
                .map(before -> save(before, change.apply(before, clock.instant())))
                .orElseGet(() -> Optional.of(new Result.NoSuchSession())));
  }

  private Optional<Result> save(Session before, Session after) {
    if (after.equals(before)) {
      return Optional.of(new Result.Changed(before, before));
    }
    return switch (sessions.save(Optional.of(before), after)) {
      case SessionStore.Result.Saved(var saved) -> Optional.of(new Result.Changed(before, saved));
      case SessionStore.Result.JidTaken(var jid) -> Optional.of(new Result.JidTaken(jid));
      case SessionStore.Result.Conflict() -> Optional.empty();
    };
  }
}
