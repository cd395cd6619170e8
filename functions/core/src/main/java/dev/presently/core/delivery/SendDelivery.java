package dev.presently.core.delivery;

import dev.presently.core.ConflictRetry;
import dev.presently.core.delivery.AttemptDelivery.AttemptResult;
import dev.presently.core.delivery.Lane.Parked;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes one delivery from the queue: attempts it where its lane is open, and otherwise lets it wait
 * in its lane. What it returns for is stored, so the queue may forget it; a fault of ours is
 * thrown, and the queue hands the delivery over again. A lane's deliveries are taken one after the
 * other.
 */
public final class SendDelivery {
  /** What became of the delivery, and the target as it is after it. */
  public sealed interface Result {
    WebhookState target();

    /**
     * It ended, or waits in its lane; the record tells which. Where another one had taken it by
     * then, that is what became of it, together with the attempt that was made all the same.
     */
    record Taken(DeliveryRecord record, WebhookState target) implements Result {}

    /**
     * It was taken before, and nothing was attempted: it has ended or waits already, or is to be
     * forgotten.
     */
    record Known(WebhookState target) implements Result {}
  }

  /** What is to be stored where a delivery waits. */
  private record Step(Lane lane, DeliveryRecord taken, Optional<DeliveryRecord> superseded) {
    List<DeliveryRecord> records() {
      return superseded.map(old -> List.of(old, taken)).orElseGet(() -> List.of(taken));
    }
  }

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

  /** Takes a delivery for a target that was read before. */
  public Result send(Delivery delivery, WebhookState target) {
    Lane read = lanes.find(delivery.lane(), delivery.webhook());
    DeliveryRecord begun = DeliveryRecord.begin(delivery);
    // Behind others it waits, even to be discarded: a lane ends in its order.
    if (read.holds(delivery.position()) || read.parked().isPresent()) {
      return park(read, begun, clock.instant(), target);
    }
    Optional<DeliveryStatus.Discarded> discarded = target.discards(delivery);
    if (discarded.isPresent()) {
      return end(read, begun.ended(discarded.get()), target);
    }
    if (target.isHeldBack(clock.instant())) {
      return park(read, begun, clock.instant(), target);
    }
    AttemptResult tried = attempts.attempt(delivery, target);
    DeliveryRecord after = attempts.after(begun, tried);
    return after
        .nextAttemptAt()
        .map(due -> park(read, after, due, tried.target()))
        .orElseGet(() -> end(read, after, tried.target()));
  }

  /**
   * Ends the delivery: its record where there is none, then its lane. Two writes, at half of the
   * price of one over both. Whoever is cut off between them attempts it again, as one does who is
   * cut off before the first; the end that was noted first stands.
   */
  private Result end(Lane read, DeliveryRecord record, WebhookState target) {
    return settle(read, record, target, lane -> over(lane, lanes.noteEnd(record), record, target));
  }

  /** Lets the delivery wait in its lane; whoever parks an open one asks for a look at it. */
  private Result park(Lane read, DeliveryRecord record, Instant due, WebhookState target) {
    return settle(
        read,
        record,
        target,
        lane -> {
          Step step = waits(lane, record, target, due);
          if (!lanes.save(step.lane(), step.records())) {
            // Outrun, or somebody was cut off who had noted its end.
            return over(lane, lanes.record(record.id()), record, target);
          }
          if (lane.parked().isEmpty()) {
            askFor(step.lane(), target);
          }
          return Optional.of(new Result.Taken(record, target));
        });
  }

  private Step waits(Lane lane, DeliveryRecord record, WebhookState target, Instant due) {
    Position position = record.id().position();
    Optional<Position> replaced =
        lane.parked()
            .filter(_ -> target.coalesces())
            .map(Parked::newest)
            .filter(newest -> !newest.equals(lane.parked().orElseThrow().head()));
    return replaced
        .map(
            newest ->
                new Step(
                    lane.replacingNewest(position), record, superseded(lane, newest, position)))
        .orElseGet(() -> new Step(lane.parkedWith(position, due), record, Optional.empty()));
  }

  private Optional<DeliveryRecord> superseded(Lane lane, Position old, Position by) {
    return lanes
        .record(new DeliveryId(lane.id(), old))
        .map(record -> record.ended(new DeliveryStatus.Superseded(by)));
  }

  /** Stores what follows from the lane that was read, or from what others made of it since. */
  private Result settle(
      Lane read,
      DeliveryRecord record,
      WebhookState target,
      Function<Lane, Optional<Result>> take) {
    return conflicts.retry(
        new RereadOnConflict<>(
            read,
            () -> lanes.find(read.id(), read.webhook()),
            lane ->
                lane.holds(record.id().position())
                    ? passed(lane, record, target)
                    : take.apply(lane)));
  }

  /** The delivery has ended: so far an open lane has come. Behind others it ends alone. */
  private Optional<Result> over(
      Lane lane, Optional<DeliveryRecord> stands, DeliveryRecord record, WebhookState target) {
    return stands
        .filter(known -> known.status().hasEnded())
        .filter(
            _ ->
                lane.parked().isPresent()
                    || lanes.save(lane.settledAt(record.id().position()), List.of()))
        .map(known -> result(known, record, target));
  }

  /**
   * The lane has come further. Whoever parked it may have been cut off before asking. Where nothing
   * is known of the delivery, later ones were taken before it first came, as after a dead letter:
   * it ends without a try. Of what is forgotten no end is noted here; one that was noted before the
   * lane told of it stays, see docs/operations.md.
   */
  private Optional<Result> passed(Lane lane, DeliveryRecord record, WebhookState target) {
    askFor(lane, target);
    if (lane.hasForgotten(record.id().position())) {
      return Optional.of(
          record.attempts().isEmpty()
              ? new Result.Known(target)
              : new Result.Taken(record, target));
    }
    DeliveryRecord end =
        record.status().hasEnded()
            ? record
            : record.ended(new DeliveryStatus.Superseded(lane.last().orElseThrow()));
    return lanes
        .record(record.id())
        .or(() -> lanes.noteEnd(end))
        .map(known -> result(known, end, target));
  }

  private static Result result(DeliveryRecord stands, DeliveryRecord wanted, WebhookState target) {
    if (stands.equals(wanted)) {
      return new Result.Taken(wanted, target);
    }
    return wanted.attempts().isEmpty()
        ? new Result.Known(target)
        : new Result.Taken(stands.attempted(wanted.attempts().getLast()), target);
  }

  private void askFor(Lane lane, WebhookState target) {
    lane.parked()
        .map(waits -> target.health().notBefore(waits.nextAttemptAt()))
        .ifPresent(at -> wakes.ask(lane.webhook(), at));
  }
}
