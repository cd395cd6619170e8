package dev.presently.core.delivery;

import dev.presently.core.Contention;
import dev.presently.core.delivery.AttemptDelivery.Tried;
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
    Target target();

    /** It ended, or waits in its lane; the record tells which. */
    record Taken(DeliveryRecord record, Target target) implements Result {}

    /** It was taken before and has ended or waits already, or is to be forgotten. */
    record Known(Target target) implements Result {}
  }

  /** What is to be stored. */
  private record Step(Lane lane, DeliveryRecord taken, Optional<DeliveryRecord> superseded) {
    List<DeliveryRecord> records() {
      return superseded.map(old -> List.of(old, taken)).orElseGet(() -> List.of(taken));
    }
  }

  private final LaneStore lanes;
  private final AttemptDelivery attempts;
  private final Wakes wakes;
  private final Contention contention;
  private final Clock clock;

  public SendDelivery(
      LaneStore lanes, AttemptDelivery attempts, Wakes wakes, Contention contention, Clock clock) {
    this.lanes = lanes;
    this.attempts = attempts;
    this.wakes = wakes;
    this.contention = contention;
    this.clock = clock;
  }

  /** Takes a delivery for a target that was read before. */
  public Result send(Delivery delivery, Target target) {
    Lane read = lanes.find(delivery.lane(), delivery.webhook());
    if (read.holds(delivery.position())) {
      return read.hasForgotten(delivery.position()) || lanes.record(delivery.id()).isPresent()
          ? known(read, target)
          : overtaken(delivery, read, target);
    }
    DeliveryRecord begun = DeliveryRecord.begin(delivery);
    Optional<Status.Discarded> discarded = target.discards(delivery);
    if (discarded.isPresent()) {
      return settle(read, target, begun, lane -> discarded(lane, begun, discarded.get(), target));
    }
    if (read.parked().isPresent() || target.isHeldBack(clock.instant())) {
      return settle(read, target, begun, lane -> waits(lane, begun, target, clock.instant()));
    }
    Tried tried = attempts.attempt(delivery, target);
    DeliveryRecord after = attempts.after(begun, tried);
    return settle(read, tried.target(), after, lane -> attempted(lane, after, tried.target()));
  }

  /** Behind others it waits until they are discarded as well: a lane ends in its order. */
  private Step discarded(Lane lane, DeliveryRecord record, Status.Discarded why, Target target) {
    return lane.parked().isPresent()
        ? waits(lane, record, target, clock.instant())
        : ended(lane, record.ended(why));
  }

  private Step attempted(Lane lane, DeliveryRecord record, Target target) {
    return record
        .nextAttemptAt()
        .map(next -> waits(lane, record, target, next))
        .orElseGet(() -> ended(lane, record));
  }

  /** What waits behind others ends alone: the lane goes on with its head. */
  private static Step ended(Lane lane, DeliveryRecord record) {
    return new Step(
        lane.parked().isPresent() ? lane : lane.settledAt(record.id().position()),
        record,
        Optional.empty());
  }

  private Step waits(Lane lane, DeliveryRecord record, Target target, Instant due) {
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
        .map(record -> record.ended(new Status.Superseded(by)));
  }

  /** Stores what follows from the lane that was read, or from what others made of it since. */
  private Result settle(
      Lane read, Target target, DeliveryRecord record, Function<Lane, Step> decide) {
    return contention.settle(
        new Again<>(
            read,
            () -> lanes.find(read.id(), read.webhook()),
            lane -> {
              if (lane.holds(record.id().position())) {
                return Optional.of(known(lane, target));
              }
              Step step = decide.apply(lane);
              if (!isStored(step)) {
                return endedBefore(lane, record.id(), target);
              }
              if (lane.parked().isEmpty()) {
                askFor(step.lane(), target);
              }
              return Optional.of(new Result.Taken(step.taken(), target));
            }));
  }

  /**
   * What ends in an open lane takes two writes, at half of the price of one over both. Whoever is
   * cut off between them attempts it again, as one does who is cut off before the first.
   */
  private boolean isStored(Step step) {
    if (step.lane().parked().isPresent()) {
      return lanes.save(step.lane(), step.records());
    }
    lanes.noteEnd(step.taken());
    return lanes.save(step.lane(), List.of());
  }

  /** Somebody was cut off between the two writes, or nothing has ended and the lane has changed. */
  private Optional<Result> endedBefore(Lane lane, DeliveryId id, Target target) {
    boolean ended = lanes.record(id).filter(record -> record.status().hasEnded()).isPresent();
    return ended
            && (lane.parked().isPresent() || lanes.save(lane.settledAt(id.position()), List.of()))
        ? Optional.of(known(lane, target))
        : Optional.empty();
  }

  /** Later ones were taken before it first came, as after a dead letter: it ends without a try. */
  private Result overtaken(Delivery delivery, Lane lane, Target target) {
    DeliveryRecord record =
        DeliveryRecord.begin(delivery).ended(new Status.Superseded(lane.last().orElseThrow()));
    lanes.noteEnd(record);
    return new Result.Taken(record, target);
  }

  /** Whoever parked the lane may have been cut off before it asked. */
  private Result known(Lane lane, Target target) {
    askFor(lane, target);
    return new Result.Known(target);
  }

  private void askFor(Lane lane, Target target) {
    lane.parked()
        .map(waits -> target.health().notBefore(waits.nextAttemptAt()))
        .ifPresent(at -> wakes.ask(lane.webhook(), at));
  }
}
