package dev.presently.core.delivery;

import dev.presently.core.ConflictRetry;
import dev.presently.core.delivery.AttemptDelivery.AttemptResult;
import dev.presently.core.webhook.WebhookId;
import java.util.List;
import java.util.Optional;

/**
 * Makes one more attempt at a delivery that has ended: the same event, the same id and the same
 * bytes. It takes no place in its lane. When it succeeds the delivery is delivered, and otherwise
 * it stays as it ended; of several at once, each is noted. It does not wait for the end of a pause
 * of its webhook; when it ends that pause, what waits is looked at, by the sweep where this one is
 * cut off.
 */
public final class RepeatDelivery {
  private final LaneStore lanes;
  private final WebhookStates targets;
  private final AttemptDelivery attempts;
  private final Wakes wakes;
  private final ConflictRetry conflicts;

  public RepeatDelivery(
      LaneStore lanes,
      WebhookStates targets,
      AttemptDelivery attempts,
      Wakes wakes,
      ConflictRetry conflicts) {
    this.lanes = lanes;
    this.targets = targets;
    this.attempts = attempts;
    this.wakes = wakes;
    this.conflicts = conflicts;
  }

  /** The delivery after the attempt; none when it is gone, waits, or nobody may receive it. */
  public Optional<DeliveryRecord> redeliver(WebhookId webhook, DeliveryId id) {
    WebhookState target = targets.find(webhook);
    return lanes
        .record(id)
        .filter(record -> record.delivery().webhook().equals(webhook))
        .filter(record -> record.status().hasEnded())
        .filter(_ -> target.discardsAll().isEmpty())
        .map(record -> redeliver(record, target));
  }

  private DeliveryRecord redeliver(DeliveryRecord record, WebhookState target) {
    WebhookId webhook = record.delivery().webhook();
    boolean paused = target.health().isPaused();
    if (paused) {
      wakes.askSweep(webhook);
    }
    AttemptResult tried = attempts.attempt(record.delivery(), target);
    DeliveryRecord noted = noted(record, tried);
    if (paused && !tried.target().health().isPaused()) {
      wakes.askNow(webhook);
    }
    return noted;
  }

  /**
   * Others may have made attempts meanwhile: the lane's revision tells. What was forgotten
   * meanwhile is not written again.
   */
  private DeliveryRecord noted(DeliveryRecord attempted, AttemptResult tried) {
    return conflicts.retry(
        () -> {
          Lane lane = lanes.find(attempted.id().lane(), attempted.delivery().webhook());
          boolean forgotten = lane.hasForgotten(attempted.id().position());
          Optional<DeliveryRecord> now = lanes.record(attempted.id());
          DeliveryRecord after =
              after(now.orElse(attempted).attempted(tried.attempt()), tried.outcome());
          return forgotten || now.isEmpty() || lanes.save(lane, List.of(after))
              ? Optional.of(after)
              : Optional.empty();
        });
  }

  private static DeliveryRecord after(DeliveryRecord attempted, Outcome outcome) {
    return outcome instanceof Outcome.Delivered
        ? attempted.ended(new DeliveryStatus.Delivered())
        : attempted;
  }
}
