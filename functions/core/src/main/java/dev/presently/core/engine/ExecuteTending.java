package dev.presently.core.engine;

import static java.util.function.Predicate.not;

import dev.presently.core.contact.Jid;
import dev.presently.core.presence.ExpirePresences;
import dev.presently.core.presence.PresenceStore;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.session.SessionStore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Does what is due for one session: looks for presences that nobody confirms any more, reads its
 * status, or does one step of a pass over its subscriptions. A step asks the engine for one
 * contact, or for one second's contacts if the pace is higher, and queues the next step at the
 * pace.
 *
 * <p>A step is claimed by a conditional write before it asks, so that repeated messages and
 * messages of earlier passes have no effect. After a crash {@link QueueDueTendings} resumes the
 * pass where it stood; at most the contacts of the lost step are asked for twice.
 */
public final class ExecuteTending {
  /** What a request came to. */
  public sealed interface Result {
    /** The status was read, or a pass was begun or resumed. */
    record Tended() implements Result {}

    /** The engine was asked for so many contacts; 0 if a step did something else. */
    record Stepped(int asked) implements Result {}

    /** There is nothing more to ask for. */
    record PassEnded() implements Result {}

    /** The engine or its WhatsApp session is away; the pass waits. */
    record Postponed(String reason) implements Result {}

    /** Another message did it, or there is nothing to do. */
    record Nothing() implements Result {}
  }

  /**
   * After that a step asks for no further contact: with one more answer, which may take 20 s, it
   * stays below the function's timeout of 25 s.
   */
  private static final Duration LONGEST_STEP = Duration.ofSeconds(3);

  private static final SessionStatus DISCONNECTED =
      new SessionStatus(SessionStatus.State.DISCONNECTED, Optional.empty());
  private static final Result NOTHING = new Result.Nothing();
  private static final String NO_CONTACT = "";

  /** The pace of a sweep. */
  private static final Duration SWEEP_EVERY = Duration.ofSeconds(1);

  /**
   * Within that a sweep is awaited by a message; later ones are found by {@link QueueDueTendings}.
   */
  private static final Duration SOON = Duration.ofMinutes(1);

  private final SessionStore sessions;
  private final PresenceStore presences;
  private final ExpirePresences expirePresences;
  private final RemoteCommands remote;
  private final Tendings tendings;

  public ExecuteTending(SessionStore sessions, PresenceStore presences, RemoteCommands remote) {
    this.sessions = sessions;
    this.presences = presences;
    this.remote = remote;
    this.tendings = remote.tendings();
    this.expirePresences = new ExpirePresences(presences, tendings.conflicts(), tendings.clock());
  }

  /** Sends one command to the engine, or several while three seconds have not passed. */
  public Result tend(TendRequest request) {
    Optional<Session> session = sessions.find(request.session());
    if (session.isEmpty()) {
      tendings.remove(request.session());
      return NOTHING;
    }
    return request
        .step()
        .filter(_ -> session.get().hasRemoteEngine())
        .map(step -> step(session.get(), step))
        .orElseGet(() -> due(session.get()));
  }

  private Result due(Session session) {
    Instant now = now();
    Optional<Tending> stored = tendings.store().find(session.name());
    boolean check = stored.filter(tending -> !tending.checkAt().isAfter(now)).isPresent();
    boolean renew = stored.filter(tending -> !tending.renewAt().isAfter(now)).isPresent();
    boolean resume =
        stored.flatMap(Tending::pass).filter(pass -> !pass.leaseUntil().isAfter(now)).isPresent();
    boolean sweep = stored.filter(tending -> !tending.sweep().at().isAfter(now)).isPresent();
    if (!check && !renew && !resume && !sweep) {
      return NOTHING;
    }
    Optional<Tending> planned =
        change(
            session.name(),
            tending -> stored.filter(tending::equals).isPresent(),
            tending -> plan(session, tending, now));
    if (planned.isEmpty()) {
      return NOTHING;
    }
    if (sweep) {
      sweep(session, planned.get().sweep());
      if (check || renew || resume) {
        tendings.sendDue(session.name(), now());
      }
      return new Result.Tended();
    }
    if (check && session.hasRemoteEngine()) {
      readStatus(session);
    }
    if (session.hasRemoteEngine() && (resume || renew)) {
      planned.get().pass().ifPresent(pass -> tendings.send(planned.get().next(pass.position())));
    }
    return new Result.Tended();
  }

  /**
   * Claims what is due, so that of several messages one does it. A sweep is claimed alone, for with
   * a slow answer of the engine as well a call could take longer than the function's timeout.
   */
  private Tending plan(Session session, Tending tending, Instant now) {
    if (!tending.sweep().at().isAfter(now)) {
      return tending.with(tending.sweep().postponed(now.plus(Tending.LEASE)));
    }
    Tending checked =
        tending.checkAt().isAfter(now)
            ? tending
            : tending.withCheckAt(tendings.nextCheck(session, now));
    if (checked.renewAt().isAfter(now)) {
      return checked;
    }
    Duration renewal = session.engine().options().renewal();
    Tending renewed = checked.withRenewAt(tendings.nextRenewal(session, now));
    return session.hasRemoteEngine()
        ? renewed.beginPass(now.minus(renewal.dividedBy(2)), now)
        : renewed;
  }

  /**
   * Does one call's part of the sweep, and plans the next: another loss has begun it again. A loss
   * is stored before the status. Where the session is still connected, its status is awaited for
   * longer than a call takes; after that it was not a loss.
   */
  private void sweep(Session session, Tending.Sweep claimed) {
    boolean isBack = claimed.position().isEmpty() && isConnected(session);
    Optional<Instant> decidedAt =
        claimed
            .lostAt()
            .filter(lost -> isBack && !isConnectedSince(session, lost))
            .map(lost -> lost.plus(Tending.LEASE))
            .filter(now()::isBefore);
    if (decidedAt.isPresent()) {
      change(
          session.name(),
          tending -> tending.sweep().equals(claimed),
          tending -> tending.with(claimed.postponed(decidedAt.get())));
      return;
    }
    Optional<Instant> lostAt = claimed.lostAt().filter(_ -> !isBack);
    ExpirePresences.Result result = expirePresences.expire(session, claimed.position(), lostAt);
    Optional<Instant> nextStale =
        Stream.concat(claimed.nextStale().stream(), result.nextStale().stream())
            .min(Instant::compareTo);
    Instant now = now();
    Tending.Sweep next =
        result.reached().isPresent()
            ? new Tending.Sweep(now.plus(SWEEP_EVERY), result.reached(), nextStale, lostAt)
            : Tending.Sweep.at(tendings.nextSweep(session.engine(), nextStale, now));
    Optional<Tending> planned =
        change(
            session.name(),
            tending -> tending.sweep().equals(claimed),
            tending -> tending.with(next));
    if (planned.isPresent() && result.reached().isEmpty() && !session.isTended()) {
      tendings.remove(session.name());
    } else if (planned.isPresent() && !next.at().isAfter(now.plus(SOON))) {
      tendings.sendDue(session.name(), next.at());
    }
  }

  /** Through a remote engine of this type. */
  private static boolean isConnected(Session session) {
    return session.status().isConnected() && session.engineState().connectedAt().isPresent();
  }

  private static boolean isConnectedSince(Session session, Instant lostAt) {
    return session.engineState().connectedAt().filter(at -> at.isAfter(lostAt)).isPresent();
  }

  private void readStatus(Session session) {
    var command = new EngineCommand.ReadStatus(session.status());
    switch (remote.client().send(session.engine(), command)) {
      case EngineAnswer.Done(var told, _) -> {
        remote.connections().noteSuccess(session);
        told.ifPresent(report -> remote.connections().applyAnswer(session, report));
      }
      case EngineAnswer.NotConnected failed -> {
        remote.connections().noteError(session, failed);
        if (session.status().isConnected()) {
          remote.connections().applyAnswer(session, ConnectionReport.of(DISCONNECTED));
        }
      }
      case EngineAnswer.Cannot _ -> {}
      case EngineAnswer.Failed failed -> remote.connections().noteError(session, failed);
    }
  }

  private Result step(Session session, TendRequest.Step step) {
    Optional<Tending> found =
        tendings.store().find(session.name()).filter(tending -> tending.isNext(step));
    if (found.isEmpty()) {
      return NOTHING;
    }
    Instant earliest = found.get().nextAskAt();
    if (now().isBefore(earliest)) {
      tendings.queue().send(new TendRequest(session.name(), Optional.of(step)), earliest);
      return NOTHING;
    }
    if (!session.status().isConnected()) {
      return postpone(
          session, tending -> tending.isNext(step), new EngineAnswer.NotConnected("it is away"));
    }
    Optional<OwnPresence> own =
        step.position().isEmpty() ? remote.ownPresences().find(session.name()) : Optional.empty();
    return own.map(presence -> sendOwn(session, step, presence))
        .orElseGet(() -> askNext(session, step));
  }

  /**
   * Most engines hear nothing of others while they are unavailable themselves. If it was set again
   * meanwhile, it is sent again.
   */
  private Result sendOwn(Session session, TendRequest.Step step, OwnPresence own) {
    if (claim(session, step, now()).isEmpty()) {
      return NOTHING;
    }
    var command = new EngineCommand.SetPresence(own.availability());
    Optional<EngineAnswer.Failed> away = away(remote.client().send(session.engine(), command));
    if (away.isPresent() && !(away.get() instanceof EngineAnswer.Cannot)) {
      return postpone(session, tending -> isClaimed(tending, step), away.get());
    }
    boolean isLast = remote.ownPresences().find(session.name()).filter(own::equals).isPresent();
    sendNext(session, step, isLast ? Optional.of(NO_CONTACT) : Optional.empty(), now());
    return new Result.Stepped(0);
  }

  private Result askNext(Session session, TendRequest.Step step) {
    ContactsToAsk found =
        ContactsToAsk.find(
            presences,
            session.name(),
            step.position().filter(not(String::isEmpty)),
            step.askBefore(),
            contactsAtOnce(session.engine()));
    if (found.contacts().isEmpty() && found.isEnd()) {
      Optional<Tending> ended =
          change(session.name(), tending -> tending.isNext(step), Tending::endPass);
      return ended.isPresent() ? new Result.PassEnded() : NOTHING;
    }
    if (found.contacts().isEmpty()) {
      if (claim(session, step, now()).isEmpty()) {
        return NOTHING;
      }
      sendNext(session, step, Optional.of(found.reached()), now());
      return new Result.Stepped(0);
    }
    Instant begun = now();
    Instant nextAsk = begun.plus(interval(session.engine()));
    return claim(session, step, nextAsk)
        .flatMap(Tending::pass)
        .map(pass -> ask(session, step, found, begun, nextAsk, pass.failures() > 0))
        .orElse(NOTHING);
  }

  private Result ask(
      Session session,
      TendRequest.Step step,
      ContactsToAsk found,
      Instant begun,
      Instant nextAsk,
      boolean isRepeated) {
    int asked = 0;
    Instant last = begun;
    String reached = step.position().orElse(NO_CONTACT);
    for (ContactsToAsk.Contact contact : found.contacts()) {
      if (asked > 0 && now().isAfter(begun.plus(LONGEST_STEP))) {
        break;
      }
      last = now();
      Optional<EngineAnswer.Failed> away =
          ask(session, step, contact.jid(), isRepeated && asked == 0);
      if (away.isPresent()) {
        return postpone(session, tending -> isClaimed(tending, step), away.get());
      }
      asked++;
      reached = contact.path();
    }
    // A slow engine gets the contacts of a step late: the next step keeps its distance from the
    // last.
    Instant due = asked > 1 ? nextAsk.plus(Duration.between(begun, last)) : nextAsk;
    change(
        session.name(),
        tending -> isClaimed(tending, step),
        tending -> tending.recovered().withNextAskAt(due));
    sendNext(session, step, Optional.of(reached), due);
    return new Result.Stepped(asked);
  }

  /**
   * Asks for one contact; returns what stops the pass. A refusal that does not speak of the contact
   * stops it once; repeated, it is taken for a refusal of the contact, so that the pass goes on.
   */
  private Optional<EngineAnswer.Failed> ask(
      Session session, TendRequest.Step step, Jid contact, boolean isRepeated) {
    Instant earliest = step.askBefore().isAfter(now()) ? step.askBefore() : now();
    Instant askedAt = RemoteCommands.askingAt(session, earliest);
    EngineAnswer answer =
        remote.client().send(session.engine(), new EngineCommand.Subscribe(contact));
    switch (answer) {
      case EngineAnswer.Done(_, var known) -> {
        remote.subscriptions().asked(session.name(), contact, known.orElse(contact), askedAt);
        remote.connections().noteSuccess(session);
      }
      case EngineAnswer.Denied denied ->
          remote.subscriptions().denied(session.name(), contact, askedAt, denied.sentence());
      case EngineAnswer.Refused refused -> {
        if (!isRepeated) {
          return Optional.of(refused);
        }
        remote.subscriptions().denied(session.name(), contact, askedAt, refused.sentence());
      }
      case EngineAnswer.Failed _ -> {}
    }
    return away(answer);
  }

  /** The failures after which asking for other contacts is no use. */
  private static Optional<EngineAnswer.Failed> away(EngineAnswer answer) {
    return switch (answer) {
      case EngineAnswer.Done _, EngineAnswer.Denied _, EngineAnswer.Refused _ -> Optional.empty();
      case EngineAnswer.Failed failed -> Optional.of(failed);
    };
  }

  private Result postpone(
      Session session, Predicate<Tending> condition, EngineAnswer.Failed failure) {
    Instant now = now();
    boolean checksSoon =
        failure instanceof EngineAnswer.NotConnected && session.status().isConnected();
    change(
        session.name(),
        condition,
        tending -> checksSoon ? tending.postponed(now).withCheckAt(now) : tending.postponed(now));
    if (session.status().isConnected()) {
      remote.connections().noteError(session, failure);
    }
    return new Result.Postponed(failure.sentence());
  }

  private Optional<Tending> claim(Session session, TendRequest.Step step, Instant nextAsk) {
    return change(
        session.name(),
        tending -> tending.isNext(step),
        tending -> tending.claim(step, nextAsk, now()));
  }

  private static boolean isClaimed(Tending tending, TendRequest.Step step) {
    return tending.step() == step.number()
        && tending.pass().filter(pass -> pass.askBefore().equals(step.askBefore())).isPresent();
  }

  /** If the message is lost, the lease of the pass ends. */
  private void sendNext(
      Session session, TendRequest.Step step, Optional<String> position, Instant due) {
    var next = new TendRequest.Step(step.askBefore(), step.number() + 1, position);
    tendings.queue().send(new TendRequest(session.name(), Optional.of(next)), due);
  }

  /** Saves the change if the condition holds; empty if it does not. */
  private Optional<Tending> change(
      SessionName session, Predicate<Tending> condition, UnaryOperator<Tending> change) {
    return tendings
        .conflicts()
        .retry(
            () -> {
              Optional<Tending> before = tendings.store().find(session).filter(condition);
              Optional<Tending> after = before.map(change);
              return after.equals(before) || tendings.store().save(after.orElseThrow())
                  ? Optional.of(after)
                  : Optional.empty();
            });
  }

  private Instant now() {
    return tendings.clock().instant();
  }

  private static int contactsAtOnce(EngineSettings engine) {
    return engine.options().pace().setScale(0, RoundingMode.CEILING).intValueExact();
  }

  /** The time that the contacts of one step take at the pace; at least a second. */
  private static Duration interval(EngineSettings engine) {
    BigDecimal millis = BigDecimal.valueOf(1_000L * contactsAtOnce(engine));
    return Duration.ofMillis(
        millis.divide(engine.options().pace(), 0, RoundingMode.CEILING).longValueExact());
  }
}
