package dev.presently.core.engine;

import dev.presently.core.ConflictRetry;
import dev.presently.core.DependencyFailed;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Plans what is done for sessions. A pass or a sweep is stored before its first message is queued,
 * so that {@link QueueDueTendings} makes up for a lost message.
 */
public record Tendings(
    TendingStore store,
    TendQueue queue,
    RemoteEngines engines,
    ConflictRetry conflicts,
    RandomGenerator random,
    Clock clock) {
  /**
   * Below the minute of {@link QueueDueTendings}, so that each of its runs finds the session due.
   */
  private static final Duration CHECK_WITHOUT_EVENTS = Duration.ofSeconds(50);

  private static final Duration CHECK = Duration.ofMinutes(10);

  /** Without commands to an engine there is nothing to check or to renew. */
  private static final Duration NEVER = EngineSettings.Options.MOST_AFTER;

  /**
   * An engine that reconnects by itself is mostly back within this time, and is then asked for all
   * subscriptions.
   */
  private static final Duration RECONNECTING = Duration.ofMinutes(1);

  /** A sweep is not more often than in this part of the time that a presence is believed. */
  private static final int SWEEPS = 72;

  private static final Duration LEAST_SWEEP = Duration.ofSeconds(5);
  private static final double LEAST_JITTER = 0.8;

  /** Begins to tend a session; changes nothing if that is so already. */
  public void ensure(Session session) {
    change(session, UnaryOperator.identity());
  }

  /**
   * Stores that all subscriptions that were last asked for before this time are to be asked for
   * again. Returns the first message, to be {@linkplain #send sent} when the session is stored.
   */
  TendRequest begin(Session session, Instant askBefore) {
    Instant now = clock.instant();
    Tending begun = change(session, tending -> tending.beginPass(askBefore, now));
    return begun.next(Optional.empty());
  }

  /**
   * Stores that the session has lost its connection: what it confirmed until now is unknown, at
   * once or, if the engine connects again by itself, when it was away for a minute. Returns when.
   */
  Instant lose(Session session) {
    boolean reconnects = session.status().state() == SessionStatus.State.CONNECTING;
    return lose(session, reconnects ? RECONNECTING : Duration.ZERO);
  }

  private Instant lose(Session session, Duration wait) {
    Instant now = clock.instant();
    Instant at = now.plus(wait);
    return change(session, tending -> tending.with(tending.sweep().lost(now, at))).sweep().at();
  }

  /** Stores that a sweep begins now, unless a loss is waiting for its own; returns when. */
  private Instant sweep(Session session) {
    Instant now = clock.instant();
    return change(session, tending -> tending.with(tending.sweep().restarted(now))).sweep().at();
  }

  /** Queues a message for what is due then; if that fails, {@link QueueDueTendings} does it. */
  void sendDue(SessionName session, Instant due) {
    try {
      queue.send(TendRequest.due(session), due);
    } catch (DependencyFailed e) {
      // It is stored that it is due.
    }
  }

  /** Queues a message now; if that fails, {@link QueueDueTendings} does it in time. */
  void send(TendRequest request) {
    try {
      queue.send(request, clock.instant());
    } catch (DependencyFailed e) {
      // The lease of the pass ends, and then the pass is due.
    }
  }

  /** Begins a pass for the subscriptions that the engine was not asked for since it connected. */
  void askMissing(Session session) {
    send(begin(session, session.engineState().connectedAt().orElse(session.createdAt())));
  }

  /** The engine's status may differ from the session's: it is read within a minute. */
  void checkSoon(Session session) {
    Instant now = clock.instant();
    change(session, tending -> tending.checkAt().isAfter(now) ? tending.withCheckAt(now) : tending);
  }

  /** A session got or lost a remote engine, or other settings of it. */
  public void changed(Session before, Session after) {
    if (before.engine().equals(after.engine())) {
      return;
    }
    boolean isOther = !before.engine().type().equals(after.engine().type());
    if (isOther || (before.hasRemoteEngine() && !after.hasRemoteEngine())) {
      store.remove(after.name());
    }
    sendDue(after.name(), isOther ? lose(after, Duration.ZERO) : sweep(after));
    if (after.hasRemoteEngine()) {
      checkSoon(after);
      Instant renewAt = nextRenewal(after, clock.instant());
      change(
          after,
          tending -> tending.renewAt().isAfter(renewAt) ? tending.withRenewAt(renewAt) : tending);
      if (after.status().isConnected() && isMoved(before.engine(), after.engine())) {
        send(begin(after, clock.instant()));
      }
    }
  }

  public void remove(SessionName session) {
    store.remove(session);
  }

  Instant nextCheck(Session session, Instant now) {
    if (!session.hasRemoteEngine()) {
      return now.plus(NEVER);
    }
    EngineSettings engine = session.engine();
    boolean sendsStatus = engines.find(engine.type()).filter(type -> !type.sendsStatus()).isEmpty();
    return now.plus(sendsStatus ? CHECK : CHECK_WITHOUT_EVENTS);
  }

  /** Spread, so that not all sessions of an engine renew at the same time. */
  Instant nextRenewal(Session session, Instant now) {
    if (!session.hasRemoteEngine()) {
      return now.plus(NEVER);
    }
    double part = LEAST_JITTER + (1 - LEAST_JITTER) * random.nextDouble();
    return now.plusMillis((long) (session.engine().options().renewal().toMillis() * part));
  }

  /** When the next sweep begins, if of what the last one saw this is stale first. */
  Instant nextSweep(EngineSettings engine, Optional<Instant> nextStale, Instant now) {
    Duration believed = engine.staleAfter().orElse(NEVER);
    Duration pause = believed.dividedBy(SWEEPS);
    Instant earliest = now.plus(pause.compareTo(LEAST_SWEEP) < 0 ? LEAST_SWEEP : pause);
    Instant latest = now.plus(believed);
    return nextStale
        .filter(latest::isAfter)
        .map(first -> first.isAfter(earliest) ? first : earliest)
        .orElse(latest);
  }

  /**
   * Perhaps another account or server, of which nothing was asked yet. Some engines know the
   * account by the key alone.
   */
  private static boolean isMoved(EngineSettings before, EngineSettings after) {
    return !before.url().equals(after.url())
        || !before.session().equals(after.session())
        || !before.apiKey().equals(after.apiKey());
  }

  private Tending change(Session session, UnaryOperator<Tending> change) {
    return conflicts.retry(
        () -> {
          Optional<Tending> stored = store.find(session.name());
          Tending after = change.apply(stored.orElseGet(() -> first(session)));
          return stored.filter(after::equals).isPresent() || store.save(after)
              ? Optional.of(after)
              : Optional.empty();
        });
  }

  private Tending first(Session session) {
    Instant now = clock.instant();
    return Tending.begin(
        session.name(),
        session.hasRemoteEngine() ? now : nextCheck(session, now),
        nextRenewal(session, now),
        nextSweep(session.engine(), Optional.empty(), now));
  }
}
