package dev.presently.core.delivery;

import dev.presently.core.ConflictRetry;
import dev.presently.core.delivery.AttemptDelivery.AttemptResult;
import dev.presently.core.delivery.Lane.Parked;
import java.time.Clock;
import java.time.Instant;
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
   * webhook's after the attempt.
   */
  public record Result(Optional<DeliveryRecord> taken, WebhookState state) {}

  private final LaneStore lanes;
  private final AttemptDelivery attempts;
  private final Wakes wakes;
  private final ConflictRetry conflicts;
  private final Clock clock;

  public SendDelivery(
      LaneStore lanes,
      AttemptDelivery attempts,
      Wakes wakes,
      ConflictRetry conflicts,
      Clock clock) {
    this.lanes = lanes;
    this.attempts = attempts;
    this.wakes = wakes;
    this.conflicts = conflicts;
    this.clock = clock;
  }

  /** {@code state} is the webhook's, as read before. */
  public Result send(Delivery delivery, WebhookState state) {
    Lane lane = lanes.find(delivery.lane(), delivery.webhook());
    DeliveryRecord pending = DeliveryRecord.begin(delivery);
    // Behind parked deliveries it waits even if it will be discarded: a lane ends in order.
    if (lane.holds(delivery.position()) || lane.parked().isPresent()) {
      return park(lane, pending, clock.instant(), state);
    }
    Optional<DeliveryStatus.Discarded> discarded = state.discards(delivery);
    if (discarded.isPresent()) {
      return end(lane, pending.ended(discarded.get()), state);
    }
    if (state.isHeldBack()) {
      return park(lane, pending, clock.instant(), state);
    }
    AttemptResult attempt = attempts.attempt(delivery, state);
    DeliveryRecord attempted = attempts.after(pending, attempt);
    return attempted
        .nextAttemptAt()
        .map(due -> park(lane, attempted, due, attempt.state()))
        .orElseGet(() -> end(lane, attempted, attempt.state()));
  }

  /**
   * Stores the record, if there is none, then the lane: two writes cost half as much as a
   * transaction. After a crash between them the delivery is attempted again, and the record stays
   * as it is.
   */
  private Result end(Lane read, DeliveryRecord record, WebhookState state) {
    return settle(
        read, record, state, lane -> settleEnded(lane, lanes.noteEnd(record), record, state));
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
            // A conflict, or the end was stored before a crash.
            return settleEnded(lane, lanes.record(record.id()), record, state);
          }
          if (lane.parked().isEmpty()) {
            askForWake(parked, state);
          }
          return Optional.of(new Result(Optional.of(record), state));
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

  /** The delivery has ended. An open lane advances {@code settled}; a parked lane stays. */
  private Optional<Result> settleEnded(
      Lane lane, Optional<DeliveryRecord> stored, DeliveryRecord record, WebhookState state) {
    return stored
        .filter(known -> known.status().hasEnded())
        .filter(
            _ ->
                lane.parked().isPresent()
                    || lanes.save(lane.settledAt(record.id().position()), List.of()))
        .map(known -> result(known, record, state));
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
          new Result(Optional.of(record).filter(r -> !r.attempts().isEmpty()), state));
    }
    DeliveryRecord end =
        record.status().hasEnded()
            ? record
            : record.ended(new DeliveryStatus.Superseded(lane.last().orElseThrow()));
    return lanes
        .record(record.id())
        .or(() -> lanes.noteEnd(end))
        .map(stored -> result(stored, end, state));
  }

  private static Result result(DeliveryRecord stored, DeliveryRecord own, WebhookState state) {
    Optional<DeliveryRecord> attempted =
        own.attempts().isEmpty()
            ? Optional.empty()
            : Optional.of(stored.attempted(own.attempts().getLast()));
    return new Result(stored.equals(own) ? Optional.of(own) : attempted, state);
  }

  private void askForWake(Lane lane, WebhookState state) {
    lane.parked()
        .map(parked -> state.health().notBefore(parked.nextAttemptAt()))
        .ifPresent(at -> wakes.ask(lane.webhook(), at));
  }
}
