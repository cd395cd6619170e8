package dev.presently.core.engine;

import dev.presently.core.session.SessionName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is to be done for a session: look for presences that nobody confirms any more, and for one
 * with a remote engine read its status at {@code checkAt}, ask for all its subscriptions again at
 * {@code renewAt}, and go on with a pass over its subscriptions, if one is on.
 *
 * <p>{@code step} numbers the steps of all passes: a message for a step has an effect only while
 * the step before it is the last. {@code nextAskAt} keeps the pace over all passes. The revision is
 * the one that was read; 0 was never stored.
 */
public record Tending(
    SessionName session,
    Instant checkAt,
    Instant renewAt,
    long step,
    Instant nextAskAt,
    Optional<Pass> pass,
    Sweep sweep,
    long revision) {
  /** Longer than a step may take, its two commands to the engine included. */
  static final Duration LEASE = Duration.ofSeconds(60);

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  /** A lease ends at a whole half minute, so that a pass seldom changes the index of due items. */
  private static final long LEASE_GRID_MILLIS = 30_000;

  /**
   * A pass over the subscriptions: asks for each that was last asked for before {@code askBefore}.
   *
   * @param position the path of the contact reached, in the order of {@link
   *     dev.presently.core.presence.PresenceStore#list}; absent at the start, empty when the own
   *     presence was sent
   * @param leaseUntil nobody else goes on with the pass before; then {@link QueueDueTendings} does
   * @param failures how often the engine failed since it last succeeded
   */
  public record Pass(
      Instant askBefore, Optional<String> position, Instant leaseUntil, int failures) {}

  /**
   * Looks for presences that nobody confirms any more.
   *
   * @param at when it begins or goes on
   * @param position the path reached; absent at the start
   * @param nextStale when the first of the presences seen so far becomes stale
   * @param lostAt when the connection was lost, if it was: what was confirmed before is unknown
   */
  public record Sweep(
      Instant at,
      Optional<String> position,
      Optional<Instant> nextStale,
      Optional<Instant> lostAt) {
    static Sweep at(Instant time) {
      return new Sweep(time, Optional.empty(), Optional.empty(), Optional.empty());
    }

    Sweep postponed(Instant time) {
      return new Sweep(time, position, nextStale, lostAt);
    }

    /** Begins again at that time, also if an earlier loss is not swept yet. */
    Sweep lost(Instant lost, Instant time) {
      return new Sweep(time, Optional.empty(), Optional.empty(), Optional.of(lost));
    }

    /** Begins again, except that one for a loss that has not begun stays. */
    Sweep restarted(Instant time) {
      return lostAt.isPresent() && position.isEmpty()
          ? this
          : new Sweep(time, Optional.empty(), Optional.empty(), lostAt);
    }
  }

  static Tending begin(SessionName session, Instant checkAt, Instant renewAt, Instant sweepAt) {
    return new Tending(
        session, checkAt, renewAt, 0, Instant.EPOCH, Optional.empty(), Sweep.at(sweepAt), 0);
  }

  /** When there is something to do. */
  public Instant dueAt() {
    return Stream.concat(
            Stream.of(checkAt, renewAt, sweep.at()), pass.map(Pass::leaseUntil).stream())
        .min(Instant::compareTo)
        .orElseThrow();
  }

  Tending withCheckAt(Instant at) {
    return new Tending(session, at, renewAt, step, nextAskAt, pass, sweep, revision);
  }

  Tending withRenewAt(Instant at) {
    return new Tending(session, checkAt, at, step, nextAskAt, pass, sweep, revision);
  }

  Tending with(Sweep other) {
    return new Tending(session, checkAt, renewAt, step, nextAskAt, pass, other, revision);
  }

  /** Contacts may be asked for again at this time. */
  Tending withNextAskAt(Instant at) {
    return new Tending(session, checkAt, renewAt, step, at, pass, sweep, revision);
  }

  /** Begins a pass, or begins the one that is on again: messages for it have no effect any more. */
  Tending beginPass(Instant askBefore, Instant now) {
    Instant latest =
        pass.map(Pass::askBefore).filter(before -> before.isAfter(askBefore)).orElse(askBefore);
    return with(step + 1, nextAskAt, new Pass(latest, Optional.empty(), lease(now), 0));
  }

  /** The message for the next step from this position. */
  TendRequest next(Optional<String> position) {
    return new TendRequest(
        session, pass.map(on -> new TendRequest.Step(on.askBefore(), step + 1, position)));
  }

  /** Whether the message is for the next step of the pass that is on. */
  boolean isNext(TendRequest.Step request) {
    return request.number() == step + 1
        && pass.filter(on -> on.askBefore().equals(request.askBefore())).isPresent();
  }

  /** Claims a step; contacts may be asked for again at {@code nextAsk}. */
  Tending claim(TendRequest.Step request, Instant nextAsk, Instant now) {
    Pass on = pass.orElseThrow();
    Instant later = nextAsk.isAfter(now) ? nextAsk : now;
    return with(
        request.number(),
        nextAsk,
        new Pass(on.askBefore(), request.position(), lease(later), on.failures()));
  }

  Tending endPass() {
    return new Tending(
        session, checkAt, renewAt, step, nextAskAt, Optional.empty(), sweep, revision);
  }

  /** The engine failed: the pass waits for a minute, then twice as long each time. */
  Tending postponed(Instant now) {
    Pass on = pass.orElseThrow();
    Duration doubled = LEASE.multipliedBy(1L << Math.min(on.failures(), 4));
    Duration wait = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    return with(
        step,
        nextAskAt,
        new Pass(on.askBefore(), on.position(), now.plus(wait), on.failures() + 1));
  }

  /** The engine succeeded. */
  Tending recovered() {
    return pass.filter(on -> on.failures() > 0)
        .map(
            on ->
                with(step, nextAskAt, new Pass(on.askBefore(), on.position(), on.leaseUntil(), 0)))
        .orElse(this);
  }

  private Tending with(long number, Instant nextAsk, Pass on) {
    return new Tending(
        session, checkAt, renewAt, number, nextAsk, Optional.of(on), sweep, revision);
  }

  private static Instant lease(Instant now) {
    long end = now.plus(LEASE).toEpochMilli();
    return Instant.ofEpochMilli(Math.ceilDiv(end, LEASE_GRID_MILLIS) * LEASE_GRID_MILLIS);
  }
}
