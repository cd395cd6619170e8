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
 * Takes a parked lane one step further: attempts its head, or ends what need not be attempted. Only
 * whoever holds the webhook's wake does so; what a step did is stored when it returns. With one
 * attempt at a paused webhook it is enough for now, however it ended. A fault of ours is thrown,
 * and the head stays where it is.
 */
public final class DrainLane {
  /** Most deliveries that one step ends without an attempt. */
  private static final int AT_ONCE = 40;

  /** What a step did, and the target as it is after it. */
  public sealed interface Result {
    WebhookState target();

    /** What was attempted, if anything was; it stands so, whoever made it so. */
    Optional<DeliveryRecord> attempted();

    /** There is more to do at once. */
    record GoesOn(Lane lane, Optional<DeliveryRecord> attempted, WebhookState target)
        implements Result {}

    /** It waits for its time. */
    record Waits(Optional<DeliveryRecord> attempted, WebhookState target) implements Result {}

    /** Nothing is left of it. */
    record Open(Optional<DeliveryRecord> attempted, WebhookState target) implements Result {}
  }

  private record Step(Lane lane, List<DeliveryRecord> records) {}

  private final LaneStore lanes;
  private final AttemptDelivery attempts;
  private final ConflictRetry conflicts;
  private final Clock clock;

  public DrainLane(
      LaneStore lanes, AttemptDelivery attempts, ConflictRetry conflicts, Clock clock) {
    this.lanes = lanes;
    this.attempts = attempts;
    this.conflicts = conflicts;
    this.clock = clock;
  }

  /** One step of this lane of the target's webhook. */
  public Result step(Lane lane, WebhookState target) {
    if (lane.parked().isEmpty()) {
      return new Result.Open(Optional.empty(), target);
    }
    Optional<DeliveryStatus.Discarded> all = target.discardsAll();
    if (all.isPresent()) {
      return end(lane, target, AT_ONCE, _ -> all.get());
    }
    Parked waits = lane.parked().get();
    if (waits.nextAttemptAt().isAfter(clock.instant())) {
      return new Result.Waits(Optional.empty(), target);
    }
    if (target.coalesces() && waits.waiting() > 1) {
      return end(
          lane,
          target,
          Math.min(AT_ONCE, waits.waiting() - 1),
          _ -> new DeliveryStatus.Superseded(waits.newest()));
    }
    Optional<DeliveryRecord> head =
        lanes
            .record(new DeliveryId(lane.id(), waits.head()))
            .filter(record -> !record.status().hasEnded());
    if (head.isEmpty()) {
      return settle(lane, target, Optional.empty(), this::passedOver);
    }
    Optional<DeliveryStatus.Discarded> discarded = target.discards(head.get().delivery());
    if (discarded.isPresent()) {
      return end(lane, target, 1, _ -> discarded.get());
    }
    // Whoever read the lane long ago does not know of an attempt that another one made since.
    Optional<Instant> later =
        head.get().nextAttemptAt().filter(next -> next.isAfter(clock.instant()));
    return later.isPresent()
        ? settle(
            lane,
            target,
            Optional.empty(),
            now -> new Step(now.waitingUntil(later.get()), List.of()))
        : attempt(lane, head.get(), target);
  }

  /** Another one has ended the head since the lane was read, or nothing is left of it. */
  private Step passedOver(Lane lane) {
    return new Step(advanced(lane, lane.parked().orElseThrow().head()), List.of());
  }

  /** Ends the first deliveries that wait, without an attempt. */
  private Result end(
      Lane lane, WebhookState target, int most, Function<DeliveryRecord, DeliveryStatus> how) {
    return settle(
        lane,
        target,
        Optional.empty(),
        now -> {
          List<DeliveryRecord> waiting = first(now, most + 1);
          List<DeliveryRecord> ending =
              waiting.subList(0, Math.min(most, waiting.size())).stream()
                  .map(record -> record.ended(how.apply(record)))
                  .toList();
          Optional<Position> next =
              waiting.stream().skip(ending.size()).findFirst().map(r -> r.id().position());
          return new Step(now.advanced(next, ending.size(), clock.instant()), ending);
        });
  }

  private Result attempt(Lane lane, DeliveryRecord head, WebhookState target) {
    AttemptResult tried = attempts.attempt(head.delivery(), target);
    DeliveryRecord after = attempts.after(head, tried);
    Result result =
        settle(
            lane,
            tried.target(),
            Optional.of(after),
            now -> new Step(moved(now, after), List.of(after)));
    // Also where it was its event's last attempt, and the next one has its turn.
    return target.health().isPaused() && result instanceof Result.GoesOn
        ? new Result.Waits(result.attempted(), result.target())
        : result;
  }

  /** The lane after an attempt at its head. */
  private Lane moved(Lane lane, DeliveryRecord head) {
    return head.nextAttemptAt()
        .map(lane::waitingUntil)
        .orElseGet(() -> advanced(lane, head.id().position()));
  }

  /** The lane without its head. */
  private Lane advanced(Lane lane, Position head) {
    return lane.advanced(behind(lane, head), 1, clock.instant());
  }

  /** The first one that waits behind it. */
  private Optional<Position> behind(Lane lane, Position head) {
    return first(lane, 2).stream()
        .map(waiting -> waiting.id().position())
        .filter(position -> position.isAfter(head))
        .findFirst();
  }

  /** What waits first. Between two that wait there may be thousands that were superseded. */
  private List<DeliveryRecord> first(Lane lane, int limit) {
    Parked waits = lane.parked().orElseThrow();
    if (waits.waiting() > 2) {
      return lanes.waiting(lane.id(), waits.head(), limit);
    }
    return Stream.of(waits.head(), waits.newest())
        .distinct()
        .limit(limit)
        .flatMap(position -> lanes.record(new DeliveryId(lane.id(), position)).stream())
        .filter(record -> !record.status().hasEnded())
        .toList();
  }

  /** Stores what follows from the lane, to whose end the sender may have added in the meantime. */
  private Result settle(
      Lane read,
      WebhookState target,
      Optional<DeliveryRecord> attempted,
      Function<Lane, Step> decide) {
    Parked held = read.parked().orElseThrow();
    return conflicts.retry(
        new RereadOnConflict<>(
            read,
            () -> lanes.find(read.id(), read.webhook()),
            lane -> {
              if (lane.parked().filter(p -> p.head().equals(held.head())).isEmpty()) {
                return Optional.of(after(lane, attempted.map(this::asItStands), target));
              }
              Step step = decide.apply(lane);
              return lanes.save(step.lane(), step.records())
                  ? Optional.of(after(step.lane().stored(), attempted, target))
                  : Optional.empty();
            }));
  }

  /** Another one took the head further: that stands, and the attempt was made all the same. */
  private DeliveryRecord asItStands(DeliveryRecord attempted) {
    return lanes
        .record(attempted.id())
        .map(stands -> stands.attempted(attempted.attempts().getLast()))
        .orElse(attempted);
  }

  private Result after(Lane lane, Optional<DeliveryRecord> attempted, WebhookState target) {
    if (lane.parked().isEmpty()) {
      return new Result.Open(attempted, target);
    }
    return lane.parked().get().nextAttemptAt().isAfter(clock.instant())
        ? new Result.Waits(attempted, target)
        : new Result.GoesOn(lane, attempted, target);
  }
}
