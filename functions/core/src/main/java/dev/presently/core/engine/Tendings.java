package dev.presently.core.engine;

import dev.presently.core.ConflictRetry;
import dev.presently.core.DependencyFailed;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Plans what is done for sessions with a remote engine. A pass is stored before its first message
 * is queued, so that {@link QueueDueTendings} makes up for a lost message.
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
  private static final double LEAST_JITTER = 0.8;

  /** Begins to tend a session with a remote engine; changes nothing if that is so already. */
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
    if (!after.hasRemoteEngine()) {
      if (before.hasRemoteEngine()) {
        store.remove(after.name());
      }
    } else if (!before.engine().equals(after.engine())) {
      if (!before.engine().type().equals(after.engine().type())) {
        store.remove(after.name());
      }
      checkSoon(after);
      Instant renewAt = nextRenewal(after.engine(), clock.instant());
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

  Instant nextCheck(EngineSettings engine, Instant now) {
    boolean sendsStatus = engines.find(engine.type()).filter(type -> !type.sendsStatus()).isEmpty();
    return now.plus(sendsStatus ? CHECK : CHECK_WITHOUT_EVENTS);
  }

  /** Spread, so that not all sessions of an engine renew at the same time. */
  Instant nextRenewal(EngineSettings engine, Instant now) {
    double part = LEAST_JITTER + (1 - LEAST_JITTER) * random.nextDouble();
    return now.plusMillis((long) (engine.options().renewal().toMillis() * part));
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
    return Tending.begin(session.name(), now, nextRenewal(session.engine(), now));
  }
}
