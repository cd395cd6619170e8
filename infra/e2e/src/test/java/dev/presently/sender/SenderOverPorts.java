package dev.presently.sender;

import dev.presently.adapters.json.SqsEvent.Message;
import dev.presently.adapters.log.Log;
import dev.presently.core.ConflictRetry;
import dev.presently.core.delivery.AttemptDelivery;
import dev.presently.core.delivery.DrainLane;
import dev.presently.core.delivery.DrainWebhook;
import dev.presently.core.delivery.LaneStore;
import dev.presently.core.delivery.ParkedLanes;
import dev.presently.core.delivery.ReceiverClient;
import dev.presently.core.delivery.ReceiverHealthStore;
import dev.presently.core.delivery.RepeatDelivery;
import dev.presently.core.delivery.RetryQueue;
import dev.presently.core.delivery.ReviseWebhook;
import dev.presently.core.delivery.SendDelivery;
import dev.presently.core.delivery.WakeStore;
import dev.presently.core.delivery.Wakes;
import dev.presently.core.delivery.WebhookStates;
import dev.presently.core.webhook.ChangeWebhook;
import dev.presently.core.webhook.WebhookStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;

/** The sender's functions as they are deployed, over ports of a test's choice. */
public record SenderOverPorts(
    LaneStore lanes,
    ParkedLanes parked,
    ReceiverHealthStore health,
    WakeStore wakeStore,
    WebhookStore webhooks,
    RetryQueue retryQueue,
    ReceiverClient receivers,
    ConflictRetry contention,
    RandomGenerator chance,
    Clock clock,
    Log log) {
  private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(13);

  /** What SendWebhook does with a batch: the ids of those messages that are not done. */
  public List<String> send(List<Message> batch, IntSupplier remainingMillis) {
    return new LaneBatch(
            new SendDelivery(lanes, attempts(), wakes(), contention, clock),
            targets(),
            BatchThreads.VIRTUAL,
            LONGEST_ATTEMPT,
            clock,
            new DeliveryAttemptLog(log),
            log)
        .drive(batch, remainingMillis);
  }

  /** What RetryDeliveries does with a batch: the ids of those messages that are not done. */
  public List<String> retry(List<Message> batch, IntSupplier remainingMillis) {
    AttemptDelivery attempts = attempts();
    return new RetryBatch(
            new LaneDrainer(
                new DrainWebhook(targets(), lanes, parked, health, wakes(), clock),
                new DrainLane(lanes, attempts, contention, clock),
                BatchThreads.VIRTUAL,
                LONGEST_ATTEMPT,
                clock,
                new DeliveryAttemptLog(log)),
            new RepeatDelivery(lanes, targets(), attempts, wakes(), contention),
            BatchThreads.VIRTUAL,
            new DeliveryAttemptLog(log),
            log)
        .retry(batch, Long.toHexString(chance.nextLong()), remainingMillis);
  }

  /** What SweepDeliveries does. */
  public void sweep() {
    wakes().sweep();
  }

  public Wakes wakes() {
    return new Wakes(wakeStore, retryQueue, clock);
  }

  private WebhookStates targets() {
    return new WebhookStates(webhooks, health);
  }

  private AttemptDelivery attempts() {
    return new AttemptDelivery(
        receivers,
        health,
        new ReviseWebhook(
            new ChangeWebhook(webhooks, contention, clock), webhooks, health, wakes()),
        "Presently/test",
        chance,
        clock);
  }
}
