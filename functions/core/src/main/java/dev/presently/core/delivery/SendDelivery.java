package dev.presently.core.delivery;

import static java.util.stream.Collectors.toSet;

import dev.presently.core.ConflictRetry;
import dev.presently.core.delivery.AttemptDelivery.AttemptResult;
import dev.presently.core.delivery.BatchReader.Batch;
import dev.presently.core.delivery.Lane.Parked;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Takes one delivery from the queue: attempts it if its lane is open, and otherwise parks it in its
 * lane. The outcome is stored when this returns, so the message may be deleted. A fault of ours is
 * thrown, and the queue sends the delivery again. Deliveries of one lane must come one at a time.
 */
public final class SendDelivery {
  /**
   * {@code taken} is the delivery after this call, parked or ended, with the attempt made here, if
   * any; if another writer stored the record first, that record plus this attempt. It is empty if
   * nothing was attempted because the delivery was taken before or was erased. {@code state} is the
   * webhook's after the attempt. {@code open} is the lane if this call ended the delivery in it: it
   * need not be read for the next delivery of the batch.
   */
  public record Result(Optional<DeliveryRecord> taken, WebhookState state, Optional<Lane> open) {}

  /**
   * A delivery this old may be one that the queue has sent again from its dead-letter queue, after
   * later ones of its lane, so that the lane's last record must be known. That takes much longer.
   */
  private static final Duration MAY_BE_OUT_OF_ORDER = Duration.ofMinutes(1);

  /**
   * The shortest time that ended deliveries are kept, and longer than the queue keeps messages: of
   * an older one from a dead-letter queue nobody knows whether later ones were sent.
   */
  private static final Duration KEPT = Duration.ofDays(5);

  private static final DeliveryStatus.Discarded TOO_OLD =
      new DeliveryStatus.Discarded("it came five days after its change; later ones may have ended");

  private final BatchReader reader;
  private final LaneStore lanes;
  private final AttemptDelivery attempts;
  private final Wakes wakes;
  private final ConflictRetry conflicts;
  private final Clock clock;

  public SendDelivery(
      BatchReader reader,
      LaneStore lanes,
      AttemptDelivery attempts,
      Wakes wakes,
      ConflictRetry conflicts,
      Clock clock) {
    this.reader = reader;
    this.lanes = lanes;
    this.attempts = attempts;
    this.wakes = wakes;
    this.conflicts = conflicts;
    this.clock = clock;
  }

  /** What these deliveries need, each the first of its lane in a batch, in one read. */
  public Batch read(Collection<Delivery> firsts) {
    Instant oldest = clock.instant().minus(MAY_BE_OUT_OF_ORDER);
    return reader.read(
        firsts.stream().map(Delivery::webhook).collect(toSet()),
        firsts.stream().filter(delivery -> delivery.at().isAfter(oldest)).toList());
  }

  /**
   * {@code state} is the webhook's, as read before; {@code known} is the lane, if it was read.
   * Without {@code now} nothing is attempted: the delivery is parked.
   */
  public Result send(Delivery delivery, WebhookState state, Optional<Lane> known, boolean now) {
    Lane lane = known.orElseGet(() -> read(delivery));
    DeliveryRecord pending = DeliveryRecord.begin(delivery);
    // Behind parked deliveries it waits even if it will be discarded: a lane ends in order.
    if (lane.holds(delivery.position()) || lane.parked().isPresent()) {
      return park(lane, pending, clock.instant(), state);
    }
    Optional<DeliveryStatus.Discarded> discarded =
        delivery.at().plus(KEPT).isBefore(clock.instant())
            ? Optional.of(TOO_OLD)
            : state.discards(delivery);
    if (discarded.isPresent()) {
      return end(lane, pending.ended(discarded.get()), state);
    }
    if (state.isHeldBack() || !now) {
      return park(lane, pending, clock.instant(), state);
    }
    AttemptResult attempt = attempts.attempt(delivery, state);
    DeliveryRecord attempted = attempts.after(pending, attempt);
    // Read again: another writer may have ended later ones meanwhile.
    return attempted
        .nextAttemptAt()
        .map(due -> park(read(delivery), attempted, due, attempt.state()))
        .orElseGet(() -> end(lane, attempted, attempt.state()));
  }

  private Lane read(Delivery delivery) {
    return lanes.find(delivery.lane(), delivery.webhook());
  }

  /** Stores the record if there is none: the one write of a delivery that succeeds at once. */
  private Result end(Lane read, DeliveryRecord record, WebhookState state) {
    return settle(read, record, state, lane -> ended(lane, lanes.noteEnd(record), record, state));
  }

  /** Parks the delivery in its lane. Parking an open lane asks for a wake. */
  private Result park(Lane read, DeliveryRecord record, Instant due, WebhookState state) {
    return settle(
        read,
        record,
        state,
        lane -> {
          Optional<Position> replaced = replaced(lane, state);
          Position position = record.id().position();
          Lane parked =
              replaced.isPresent()
                  ? lane.replacingNewest(position)
                  : lane.parkedWith(position, due);
          if (!lanes.save(parked, records(lane, replaced, record))) {
            // A conflict, or another writer has stored its end.
            return ended(lane, lanes.record(record.id()), record, state);
          }
          if (lane.parked().isEmpty()) {
            askForWake(parked, state);
          }
          return Optional.of(new Result(Optional.of(record), state, Optional.empty()));
        });
  }

  /** The newest delivery, which this one supersedes; the head is never superseded here. */
  private static Optional<Position> replaced(Lane lane, WebhookState state) {
    return lane.parked()
        .filter(parked -> state.coalesces() && !parked.newest().equals(parked.head()))
        .map(Parked::newest);
  }

  private List<DeliveryRecord> records(
      Lane lane, Optional<Position> replaced, DeliveryRecord record) {
    var superseded = new DeliveryStatus.Superseded(record.id().position());
    return Stream.concat(
            replaced.flatMap(old -> lanes.record(new DeliveryId(lane.id(), old))).stream()
                .map(old -> old.ended(superseded)),
            Stream.of(record))
        .toList();
  }

  /** Stores the outcome in the lane that was read; after a conflict reads the lane again. */
  private Result settle(
      Lane read,
      DeliveryRecord record,
      WebhookState state,
      Function<Lane, Optional<Result>> store) {
    return conflicts.retry(
        read,
        () -> lanes.find(read.id(), read.webhook()),
        lane ->
            lane.holds(record.id().position())
                ? alreadyHeld(lane, record, state)
                : store.apply(lane));
  }

  /** Empty unless the stored record has ended: then the lane is read again. */
  private static Optional<Result> ended(
      Lane lane, Optional<DeliveryRecord> stored, DeliveryRecord own, WebhookState state) {
    return stored
        .filter(known -> known.status().hasEnded())
        .map(
            known -> {
              Optional<Lane> open =
                  Optional.of(lane.settledAt(Optional.of(own.id().position())))
                      .filter(_ -> known.equals(own) && lane.parked().isEmpty());
              return new Result(taken(known, own), state, open);
            });
  }

  /**
   * The lane holds this position already. Asks for a wake again, because the writer that parked the
   * lane may have crashed before it did. A delivery without a record came after later ones, as from
   * a dead-letter queue: it ends without an attempt. Erased deliveries get no final record; one
   * stored before the lane was erased stays, see docs/operations.md.
   */
  private Optional<Result> alreadyHeld(Lane lane, DeliveryRecord record, WebhookState state) {
    askForWake(lane, state);
    if (lane.hasErased(record.id().position())) {
      return Optional.of(
          new Result(
              Optional.of(record).filter(r -> !r.attempts().isEmpty()), state, Optional.empty()));
    }
    DeliveryRecord end =
        record.status().hasEnded()
            ? record
            : record.ended(new DeliveryStatus.Superseded(lane.last().orElseThrow()));
    return lanes
        .record(record.id())
        .or(() -> lanes.noteEnd(end))
        .map(stored -> new Result(taken(stored, end), state, Optional.empty()));
  }

  private static Optional<DeliveryRecord> taken(DeliveryRecord stored, DeliveryRecord own) {
    if (stored.equals(own)) {
      return Optional.of(own);
    }
    return own.attempts().isEmpty()
        ? Optional.empty()
        : Optional.of(stored.attempted(own.attempts().getLast()));
  }

  private void askForWake(Lane lane, WebhookState state) {
    lane.parked()
        .map(parked -> state.health().notBefore(parked.nextAttemptAt()))
        .ifPresent(at -> wakes.ask(lane.webhook(), at));
  }
}
