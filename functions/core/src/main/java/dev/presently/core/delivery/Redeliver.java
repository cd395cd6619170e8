package dev.presently.core.delivery;

import dev.presently.core.delivery.AttemptDelivery.Tried;
import dev.presently.core.webhook.WebhookId;
import java.util.Optional;

/**
 * Makes one more attempt at a delivery that has ended: the same event, the same id and the same
 * bytes. It takes no place in its lane. When it succeeds the delivery is delivered, and otherwise
 * it stays as it ended.
 */
public final class Redeliver {
  private final LaneStore lanes;
  private final DeliveryLog log;
  private final Targets targets;
  private final AttemptDelivery attempts;

  public Redeliver(LaneStore lanes, DeliveryLog log, Targets targets, AttemptDelivery attempts) {
    this.lanes = lanes;
    this.log = log;
    this.targets = targets;
    this.attempts = attempts;
  }

  /** The delivery after the attempt; none when it is gone, waits, or nobody may receive it. */
  public Optional<DeliveryRecord> redeliver(WebhookId webhook, DeliveryId id) {
    Target target = targets.find(webhook);
    Optional<DeliveryRecord> ended =
        lanes
            .record(id)
            .filter(record -> record.delivery().webhook().equals(webhook))
            .filter(record -> record.status().hasEnded())
            .filter(_ -> target.discardsAll().isEmpty());
    Optional<DeliveryRecord> attempted = ended.map(record -> attempted(record, target));
    attempted.ifPresent(log::note);
    return attempted;
  }

  private DeliveryRecord attempted(DeliveryRecord record, Target target) {
    Tried tried = attempts.attempt(record.delivery(), target);
    DeliveryRecord after = record.attempted(tried.attempt());
    return tried.outcome() instanceof Outcome.Delivered
        ? after.ended(new Status.Delivered())
        : after;
  }
}
