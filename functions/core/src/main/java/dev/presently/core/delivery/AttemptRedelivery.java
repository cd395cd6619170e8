package dev.presently.core.delivery;

import dev.presently.core.ConflictRetry;
import dev.presently.core.delivery.AttemptDelivery.AttemptResult;
import dev.presently.core.webhook.WebhookId;
import java.util.Optional;

/**
 * Makes one more attempt at a delivery that has ended, with the same event, id and bytes. It takes
 * no place in its lane and does not wait for the end of a pause. On success the delivery becomes
 * delivered; otherwise its status stays. Every attempt is recorded, also concurrent ones. If the
 * attempt ends a pause, the webhook's parked lanes are woken; after a crash the sweep wakes them.
 */
public final class AttemptRedelivery {
  private final LaneStore lanes;
  private final WebhookStates states;
  private final AttemptDelivery attempts;
  private final Wakes wakes;
  private final ConflictRetry conflicts;

  public AttemptRedelivery(
      LaneStore lanes,
      WebhookStates states,
      AttemptDelivery attempts,
      Wakes wakes,
      ConflictRetry conflicts) {
    this.lanes = lanes;
    this.states = states;
    this.attempts = attempts;
    this.wakes = wakes;
    this.conflicts = conflicts;
  }

  /** Empty, without an attempt, if the delivery is gone or has not ended, or is discarded. */
  public Optional<DeliveryRecord> redeliver(WebhookId webhook, DeliveryId id) {
    WebhookState state = states.find(webhook);
    return lanes
        .record(id)
        .filter(record -> record.delivery().webhook().equals(webhook))
        .filter(record -> record.status().hasEnded())
        .filter(_ -> state.discardsAll().isEmpty())
        .map(record -> redeliver(record, state));
  }

  private DeliveryRecord redeliver(DeliveryRecord record, WebhookState state) {
    WebhookId webhook = record.delivery().webhook();
    boolean paused = state.health().isPaused();
    if (paused) {
      wakes.askSweep(webhook);
    }
    AttemptResult attempt = attempts.attempt(record, state);
    DeliveryRecord after = store(record, attempt);
    if (paused && !attempt.state().health().isPaused()) {
      wakes.askNow(webhook);
    }
    return after;
  }

  /** A record that was erased meanwhile is not stored again. */
  private DeliveryRecord store(DeliveryRecord read, AttemptResult attempt) {
    return conflicts.retry(
        Optional.of(read),
        () -> lanes.record(read.id()),
        stored -> {
          DeliveryRecord attempted = stored.orElse(read).attempted(attempt.attempt());
          DeliveryRecord after =
              attempt.outcome() instanceof Outcome.Delivered
                  ? attempted.ended(new DeliveryStatus.Delivered())
                  : attempted;
          return stored.isEmpty() || lanes.replace(stored.get(), after)
              ? Optional.of(after)
              : Optional.empty();
        });
  }
}
