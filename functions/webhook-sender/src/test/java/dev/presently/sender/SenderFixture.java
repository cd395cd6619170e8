package dev.presently.sender;

import dev.presently.adapters.log.Log;
import dev.presently.core.Examples;
import dev.presently.core.ImmediateConflictRetry;
import dev.presently.core.TestClock;
import dev.presently.core.delivery.AttemptDelivery;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.DeliveryStatus;
import dev.presently.core.delivery.DrainLane;
import dev.presently.core.delivery.DrainWebhook;
import dev.presently.core.delivery.InMemoryLaneStore;
import dev.presently.core.delivery.InMemoryReceiverHealthStore;
import dev.presently.core.delivery.InMemoryRetryQueue;
import dev.presently.core.delivery.Outcome;
import dev.presently.core.delivery.ParkedLanes;
import dev.presently.core.delivery.ReceiverClient;
import dev.presently.core.delivery.ReceiverHealth;
import dev.presently.core.delivery.RepeatDelivery;
import dev.presently.core.delivery.ReviseWebhook;
import dev.presently.core.delivery.SendDelivery;
import dev.presently.core.delivery.Wakes;
import dev.presently.core.delivery.WebhookStates;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.Destination;
import dev.presently.core.webhook.ChangeWebhook;
import dev.presently.core.webhook.HmacKey;
import dev.presently.core.webhook.InMemoryWebhookStore;
import dev.presently.core.webhook.SigningKeys;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookHeader;
import dev.presently.core.webhook.WebhookId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The sender's handlers over ports in memory; webhooks do not coalesce. */
final class SenderFixture {
  static final AllowedPrivateHosts LOCAL = new AllowedPrivateHosts(Set.of("127.0.0.1"));
  static final Duration DEADLINE = Duration.ofSeconds(1);
  static final Duration LONGEST_ATTEMPT = DEADLINE.plusMillis(500);
  static final String KEY = "0123456789abcdef";
  private static final RandomGenerator MIDDLE = () -> 1L << 63;

  final TestClock clock = new TestClock();
  final InMemoryWebhookStore webhooks = new InMemoryWebhookStore();
  final InMemoryLaneStore lanes = new InMemoryLaneStore();
  final InMemoryReceiverHealthStore health = new InMemoryReceiverHealthStore();
  final InMemoryRetryQueue queue = new InMemoryRetryQueue();
  private final Log log = Log.from("error");
  private final DeliveryAttemptLog journal = new DeliveryAttemptLog(log);
  private final Wakes wakes = new Wakes(health, queue, clock);
  private final WebhookStates targets = new WebhookStates(webhooks, health);

  SendWebhook sends(ReceiverClient receivers) {
    return new SendWebhook(
        new LaneBatch(
            new SendDelivery(
                lanes, attempts(receivers), wakes, new ImmediateConflictRetry(), clock),
            targets,
            BatchThreads.VIRTUAL,
            LONGEST_ATTEMPT,
            clock,
            journal,
            log));
  }

  RetryDeliveries retries(ReceiverClient receivers) {
    AttemptDelivery attempts = attempts(receivers);
    return new RetryDeliveries(
        new RetryBatch(
            new LaneDrainer(
                new DrainWebhook(targets, lanes, lanes, health, wakes, clock),
                new DrainLane(lanes, attempts, new ImmediateConflictRetry(), clock),
                BatchThreads.VIRTUAL,
                LONGEST_ATTEMPT,
                clock,
                journal),
            new RepeatDelivery(lanes, targets, attempts, wakes, new ImmediateConflictRetry()),
            BatchThreads.VIRTUAL,
            journal,
            log));
  }

  /** Drains lanes that are listed so, to receivers that take all. */
  LaneDrainer drains(ParkedLanes parked) {
    return new LaneDrainer(
        new DrainWebhook(targets, lanes, parked, health, wakes, clock),
        new DrainLane(
            lanes, attempts(_ -> new Outcome.Delivered(200)), new ImmediateConflictRetry(), clock),
        BatchThreads.VIRTUAL,
        LONGEST_ATTEMPT,
        clock,
        journal);
  }

  SweepDeliveries sweeps() {
    return new SweepDeliveries(wakes, log);
  }

  /** Receivers whose slowness is noted after that long. */
  ReceiverClient watched(ReceiverClient receivers, Duration patience) {
    return new SlowReceiverDetector(receivers, health, patience, clock, log);
  }

  ReceiverHealth health(long webhook) {
    return health.find(new WebhookId(webhook));
  }

  void register(long id, URI url) {
    webhooks.save(
        Webhook.create(
            new WebhookId(id),
            Destination.parse(url.toString(), LOCAL),
            SigningKeys.only(new HmacKey(KEY)),
            new Webhook.WebhookSettings(
                Optional.empty(),
                Optional.empty(),
                Webhook.WebhookSettings.DEFAULT.events(),
                Optional.empty(),
                List.of(new WebhookHeader("X-Own", "own")),
                Optional.empty(),
                false,
                true),
            TestClock.START));
  }

  /** From now on this webhook has a schedule of its own. */
  void give(long id, dev.presently.core.webhook.RetryPolicy schedule) {
    Webhook webhook = webhooks.find(new WebhookId(id)).orElseThrow();
    Webhook.WebhookSettings held = webhook.wishes();
    Webhook.WebhookSettings wishes =
        new Webhook.WebhookSettings(
            held.label(),
            held.session(),
            held.events(),
            held.filter(),
            held.headers(),
            Optional.of(schedule),
            held.coalesce(),
            held.enabled());
    webhooks.save(webhook.changed(webhook.url(), webhook.keys(), wishes, clock.instant()));
  }

  DeliveryRecord record(long webhook, String lane, long seq) {
    Delivery delivery = Examples.delivery(webhook, lane, seq);
    return lanes.record(delivery.id()).orElseThrow();
  }

  DeliveryStatus.Word status(long webhook, String lane, long seq) {
    return record(webhook, lane, seq).status().word();
  }

  private AttemptDelivery attempts(ReceiverClient receivers) {
    return new AttemptDelivery(
        receivers,
        health,
        new ReviseWebhook(
            new ChangeWebhook(webhooks, new ImmediateConflictRetry(), clock),
            webhooks,
            health,
            wakes),
        "Presently/test",
        MIDDLE,
        clock);
  }
}
