package dev.presently.core.engine;

import dev.presently.core.ConflictRetry;
import dev.presently.core.DependencyFailed;
import dev.presently.core.EngineTime;
import dev.presently.core.session.ChangeSession;
import dev.presently.core.session.EngineState;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.session.SessionStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Applies what a remote engine says about its connection. A session that becomes connected gets a
 * pass over its subscriptions, and one that is no longer connected a sweep over its contacts; both
 * are stored before the status: a crash in between loses nothing.
 */
public final class ChangeConnection {
  /** The session as it is stored afterwards. */
  public sealed interface Result {
    /** The status, the account or only the time of the status. */
    record Changed(Session before, Session after) implements Result {}

    record Same(Session session) implements Result {}

    /** There is no such session, or it has no remote engine. */
    record NoSuchSession() implements Result {}
  }

  private static final Duration HEARD_EVERY = Duration.ofMinutes(1);

  private final SessionStore sessions;
  private final Tendings tendings;
  private final ConflictRetry conflicts;
  private final Clock clock;

  public ChangeConnection(
      SessionStore sessions, Tendings tendings, ConflictRetry conflicts, Clock clock) {
    this.sessions = sessions;
    this.tendings = tendings;
    this.conflicts = conflicts;
    this.clock = clock;
  }

  /** Applies a report of the engine; one that is older than the status by its time does nothing. */
  public Result apply(SessionName name, ConnectionReport report) {
    return change(name, _ -> true, report);
  }

  /**
   * Applies what an answer says; does nothing if the connection has changed since {@code asked} was
   * read, for then the answer may be the older one.
   */
  public Result applyAnswer(Session asked, ConnectionReport report) {
    return change(asked.name(), stored -> isSameConnection(asked, stored), report);
  }

  /** Stores that the engine was heard, at most once a minute and best effort. */
  public void noteEvent(Session session) {
    if (session.engine().isLoopback() || !isLongAgo(session.engineState().lastEventAt())) {
      return;
    }
    bestEffort(
        () -> {
          if (session.isTended() && session.engineState().lastEventAt().isEmpty()) {
            tendings.ensure(session);
          }
          changeState(
              session.name(),
              state -> isLongAgo(state.lastEventAt()) ? state.heard(clock.instant()) : state);
        });
  }

  /** Stores what went wrong last, best effort. */
  public void noteError(Session session, EngineAnswer.Failed failure) {
    Optional<String> error = Optional.of(failure.sentence());
    if (!session.engineState().lastError().equals(error)) {
      bestEffort(() -> changeState(session.name(), state -> state.with(error)));
    }
  }

  /** A command succeeded: the last error is over, best effort. */
  public void noteSuccess(Session session) {
    if (session.engineState().lastError().isPresent()) {
      bestEffort(() -> changeState(session.name(), state -> state.with(Optional.empty())));
    }
  }

  private Result change(SessionName name, Predicate<Session> applies, ConnectionReport report) {
    return conflicts.retry(
        () ->
            sessions
                .find(name)
                .filter(stored -> !stored.engine().isLoopback())
                .map(stored -> applies.test(stored) ? save(stored, report) : same(stored))
                .orElseGet(() -> Optional.of(new Result.NoSuchSession())));
  }

  private Optional<Result> save(Session before, ConnectionReport report) {
    Instant now = clock.instant();
    Session after = changed(before, report, now);
    if (after.equals(before)) {
      return same(before);
    }
    boolean isConnect = !before.status().isConnected() && after.status().isConnected();
    Optional<TendRequest> pass =
        isConnect && after.hasRemoteEngine()
            ? Optional.of(tendings.begin(after, now))
            : Optional.empty();
    Optional<Instant> sweepAt =
        isLoss(before.status(), after.status())
            ? Optional.of(tendings.lose(after))
            : Optional.empty();
    return switch (sessions.save(Optional.of(before), after)) {
      case SessionStore.Result.Saved(var saved) -> {
        pass.ifPresent(tendings::send);
        sweepAt.ifPresent(at -> tendings.sendDue(after.name(), at));
        yield Optional.of(new Result.Changed(before, saved));
      }
      case SessionStore.Result.Conflict(), SessionStore.Result.JidTaken(_) -> Optional.empty();
    };
  }

  private static boolean isLoss(SessionStatus before, SessionStatus after) {
    return !after.isConnected()
        && (before.isConnected()
            || (before.state() != after.state()
                && after.state() == SessionStatus.State.DISCONNECTED));
  }

  private static Session changed(Session before, ConnectionReport report, Instant now) {
    EngineState state = before.engineState();
    Optional<Instant> at = report.at().map(given -> EngineTime.notAhead(given, now));
    if (at.isPresent()
        && state
            .statusAt()
            .filter(newest -> EngineTime.isOutdated(at.get(), newest, now))
            .isPresent()) {
      return before;
    }
    Session timed =
        at.map(given -> EngineTime.newest(given, state.statusAt(), now))
            .map(time -> before.with(state.withStatusAt(time)))
            .orElse(before);
    Session known = withAccount(timed, report.account(), now);
    SessionStatus status = report.status();
    if (status.equals(known.status())) {
      return known;
    }
    Session changed = known.withStatus(status, now);
    return status.isConnected() ? changed.with(changed.engineState().connected(now)) : changed;
  }

  private static Session withAccount(
      Session session, ConnectionReport.Account account, Instant now) {
    Session.Profile profile = session.profile();
    Session.Profile filled =
        new Session.Profile(
            account.phoneNumber().or(profile::phoneNumber),
            account.lid().or(profile::lid),
            account.pushName().or(profile::pushName),
            profile.proxy(),
            profile.config());
    return filled.equals(profile) ? session : session.with(filled, now);
  }

  private static boolean isSameConnection(Session asked, Session stored) {
    EngineState before = asked.engineState();
    EngineState after = stored.engineState();
    return stored.status().equals(asked.status())
        && stored.engine().type().equals(asked.engine().type())
        && after.statusAt().equals(before.statusAt())
        && after.connectedAt().equals(before.connectedAt());
  }

  private boolean isLongAgo(Optional<Instant> at) {
    return at.filter(last -> last.plus(HEARD_EVERY).isAfter(clock.instant())).isEmpty();
  }

  private void changeState(SessionName name, UnaryOperator<EngineState> change) {
    new ChangeSession(sessions, conflicts, clock)
        .change(
            name,
            (session, _) ->
                session.engine().isLoopback()
                    ? session
                    : session.with(change.apply(session.engineState())));
  }

  private static void bestEffort(Runnable write) {
    try {
      write.run();
    } catch (DependencyFailed e) {
      // Only shown to the user; what was asked for does not depend on it.
    }
  }

  private static Optional<Result> same(Session stored) {
    return Optional.of(new Result.Same(stored));
  }
}
