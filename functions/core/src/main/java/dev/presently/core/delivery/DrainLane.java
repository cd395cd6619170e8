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
 * Advances a parked lane by one step: attempts its head, or ends deliveries that need no attempt.
 * Only the holder of the webhook's claim calls this. A step is stored when it returns. While the
 * webhook is paused, one attempt ends the drain, whatever its outcome. A fault of ours is thrown,
 * and the head stays.
 */
public final class DrainLane {
  /** Most deliveries that one step ends without an attempt. */
  private static final int MOST_ENDED = 40;

  /**
   * What a step did. {@code next} is the lane for another step now; empty when the lane waits for
   * its time or has nothing left. {@code attempted} is the delivery after its attempt, as the first
   * writer stored it, and {@code ended} are those that ended without an attempt. {@code state} is
   * the webhook's after the step.
   */
  public record Result(
      Optional<Lane> next,
      Optional<DeliveryRecord> attempted,
      List<DeliveryRecord> ended,
      WebhookState state) {}

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

  public Result step(Lane lane, WebhookState state) {
    if (lane.parked().isEmpty()) {
      return result(lane, Optional.empty(), List.of(), state);
    }
    Optional<DeliveryStatus.Discarded> all = state.discardsAll();
    if (all.isPresent()) {
      return end(lane, state, MOST_ENDED, all.get());
    }
    if (lane.overtakenBy().isPresent()) {
      return end(lane, state, MOST_ENDED, new DeliveryStatus.Superseded(lane.overtakenBy().get()));
    }
    Parked parked = lane.parked().get();
    if (parked.nextAttemptAt().isAfter(clock.instant())) {
      return new Result(Optional.empty(), Optional.empty(), List.of(), state);
    }
    if (state.coalesces() && parked.waiting() > 1) {
      return end(
          lane,
          state,
          Math.min(MOST_ENDED, parked.waiting() - 1),
          new DeliveryStatus.Superseded(parked.newest()));
    }
    Optional<DeliveryRecord> head =
        lanes
            .record(new DeliveryId(lane.id(), parked.head()))
            .filter(record -> !record.status().hasEnded());
    if (head.isEmpty()) {
      // Another writer ended the head since the lane was read, or its record is gone.
      return settle(lane, state, now -> new Step(withoutHead(now, parked.head()), List.of()));
    }
    Optional<DeliveryStatus.Discarded> discarded = state.discards(head.get().delivery());
    if (discarded.isPresent()) {
      return end(lane, state, 1, discarded.get());
    }
    // The lane may have been read before another writer's attempt.
    Optional<Instant> later =
        head.get().nextAttemptAt().filter(next -> next.isAfter(clock.instant()));
    return later.isPresent()
        ? settle(lane, state, now -> new Step(now.waitingUntil(later.get()), List.of()))
        : attempt(lane, head.get(), state);
  }

  /** Ends the first deliveries that wait, without an attempt. */
  private Result end(Lane lane, WebhookState state, int most, DeliveryStatus status) {
    return settle(
        lane,
        state,
        now -> {
          List<DeliveryRecord> waiting = first(now, most + 1);
          List<DeliveryRecord> ended =
              waiting.stream().limit(most).map(record -> record.ended(status)).toList();
          Optional<Position> next =
              waiting.stream().skip(most).findFirst().map(r -> r.id().position());
          return new Step(now.advanced(next, ended.size(), clock.instant()), ended);
        });
  }

  private Result attempt(Lane lane, DeliveryRecord head, WebhookState before) {
    AttemptResult attempt = attempts.attempt(head, before);
    DeliveryRecord after = attempts.after(head, attempt);
    Function<Lane, Step> step =
        now ->
            after
                .nextAttemptAt()
                .map(next -> new Step(now.waitingUntil(next), List.of(after)))
                .orElseGet(() -> new Step(withoutHead(now, head.id().position()), List.of(after)));
    Result result = settle(lane, attempt.state(), Optional.of(after), step);
    // Even after the last attempt at an event, the next event waits for its turn.
    return before.health().isPaused()
        ? new Result(Optional.empty(), result.attempted(), result.ended(), result.state())
        : result;
  }

  private Lane withoutHead(Lane lane, Position head) {
    Optional<Position> next =
        first(lane, 2).stream()
            .map(waiting -> waiting.id().position())
            .filter(position -> position.isAfter(head))
            .findFirst();
    return lane.advanced(next, 1, clock.instant());
  }

  /** The first that wait. Thousands of superseded deliveries may lie between two that wait. */
  private List<DeliveryRecord> first(Lane lane, int limit) {
    Parked parked = lane.parked().orElseThrow();
    if (parked.waiting() > 2) {
      return lanes.waiting(lane.id(), parked.head(), limit);
    }
    return Stream.of(parked.head(), parked.newest())
        .distinct()
        .limit(limit)
        .flatMap(position -> lanes.record(new DeliveryId(lane.id(), position)).stream())
        .filter(record -> !record.status().hasEnded())
        .toList();
  }

  private Result settle(Lane read, WebhookState state, Function<Lane, Step> decide) {
    return settle(read, state, Optional.empty(), decide);
  }

  /** Stores the step. The sender may have added to the lane's end since it was read. */
  private Result settle(
      Lane read,
      WebhookState state,
      Optional<DeliveryRecord> attempted,
      Function<Lane, Step> decide) {
    Position head = read.parked().orElseThrow().head();
    return conflicts.retry(
        read,
        () -> lanes.find(read.id(), read.webhook()),
        lane -> {
          if (lane.parked().filter(parked -> parked.head().equals(head)).isEmpty()) {
            return Optional.of(result(lane, attempted.map(this::asStored), List.of(), state));
          }
          Step step = decide.apply(lane);
          return lanes.save(step.lane(), step.records())
              ? Optional.of(
                  result(
                      step.lane().stored(),
                      attempted,
                      attempted.isPresent() ? List.of() : step.records(),
                      state))
              : Optional.empty();
        });
  }

  /** Another writer advanced the head: its record, plus the attempt that was made here. */
  private DeliveryRecord asStored(DeliveryRecord attempted) {
    return lanes
        .record(attempted.id())
        .map(stored -> stored.attempted(attempted.attempts().getLast()))
        .orElse(attempted);
  }

  private Result result(
      Lane lane,
      Optional<DeliveryRecord> attempted,
      List<DeliveryRecord> ended,
      WebhookState state) {
    boolean isDue =
        lane.parked().filter(p -> !p.nextAttemptAt().isAfter(clock.instant())).isPresent();
    return new Result(isDue ? Optional.of(lane) : Optional.empty(), attempted, ended, state);
  }
}
