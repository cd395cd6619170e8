package dev.presently.sender;

import dev.presently.adapters.log.Log;
import dev.presently.core.delivery.AttemptDelivery;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.DrainLane;
import dev.presently.core.delivery.DrainWebhook;
import dev.presently.core.delivery.Health;
import dev.presently.core.delivery.Outcome;
import dev.presently.core.delivery.ParkedLanes;
import dev.presently.core.delivery.Receivers;
import dev.presently.core.delivery.Redeliver;
import dev.presently.core.delivery.ReviseWebhook;
import dev.presently.core.delivery.SendDelivery;
import dev.presently.core.delivery.Status;
import dev.presently.core.delivery.Targets;
import dev.presently.core.delivery.Wakes;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.Destination;
import dev.presently.core.webhook.ChangeWebhook;
import dev.presently.core.webhook.Header;
import dev.presently.core.webhook.HmacKey;
import dev.presently.core.webhook.SigningKeys;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import dev.presently.testkit.Examples;
import dev.presently.testkit.InMemoryHealth;
import dev.presently.testkit.InMemoryLanes;
import dev.presently.testkit.InMemoryRetryQueue;
import dev.presently.testkit.InMemoryWebhookStore;
import dev.presently.testkit.TestClock;
import dev.presently.testkit.TryAgain;
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
  final InMemoryLanes lanes = new InMemoryLanes();
  final InMemoryHealth health = new InMemoryHealth();
  final InMemoryRetryQueue queue = new InMemoryRetryQueue();
  private final Log log = Log.from("error");
  private final Journal journal = new Journal(log);
  private final Wakes wakes = new Wakes(health, queue, clock);
  private final Targets targets = new Targets(webhooks, health);

  SendWebhook sends(Receivers receivers) {
    return new SendWebhook(
        new Lanes(
            new SendDelivery(lanes, attempts(receivers), wakes, new TryAgain(), clock),
            targets,
            Threads.VIRTUAL,
            LONGEST_ATTEMPT,
            clock,
            journal,
            log));
  }

  RetryDeliveries retries(Receivers receivers) {
    AttemptDelivery attempts = attempts(receivers);
    return new RetryDeliveries(
        new Retries(
            new Drain(
                new DrainWebhook(targets, lanes, lanes, health, wakes, clock),
                new DrainLane(lanes, attempts, new TryAgain(), clock),
                Threads.VIRTUAL,
                LONGEST_ATTEMPT,
                clock,
                journal),
            new Redeliver(lanes, targets, attempts, wakes, new TryAgain()),
            Threads.VIRTUAL,
            journal,
            log));
  }

  /** Drains lanes that are listed so, to receivers that take all. */
  Drain drains(ParkedLanes parked) {
    return new Drain(
        new DrainWebhook(targets, lanes, parked, health, wakes, clock),
        new DrainLane(lanes, attempts(_ -> new Outcome.Delivered(200)), new TryAgain(), clock),
        Threads.VIRTUAL,
        LONGEST_ATTEMPT,
        clock,
        journal);
  }

  SweepDeliveries sweeps() {
    return new SweepDeliveries(wakes, log);
  }

  /** Receivers whose slowness is noted after that long. */
  Receivers watched(Receivers receivers, Duration patience) {
    return new WatchedReceivers(receivers, health, patience, clock, log);
  }

  Health health(long webhook) {
    return health.find(new WebhookId(webhook));
  }

  void register(long id, URI url) {
    webhooks.save(
        Webhook.create(
            new WebhookId(id),
            Destination.parse(url.toString(), LOCAL),
            SigningKeys.only(new HmacKey(KEY)),
            new Webhook.Wishes(
                Optional.empty(),
                Optional.empty(),
                Webhook.Wishes.DEFAULT.events(),
                Optional.empty(),
                List.of(new Header("X-Own", "own")),
                Optional.empty(),
                false,
                true),
            TestClock.START));
  }

  /** From now on this webhook has a schedule of its own. */
  void give(long id, dev.presently.core.webhook.Retries schedule) {
    Webhook webhook = webhooks.find(new WebhookId(id)).orElseThrow();
    Webhook.Wishes held = webhook.wishes();
    Webhook.Wishes wishes =
        new Webhook.Wishes(
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

  Status.Word status(long webhook, String lane, long seq) {
    return record(webhook, lane, seq).status().word();
  }

  private AttemptDelivery attempts(Receivers receivers) {
    return new AttemptDelivery(
        receivers,
        health,
        new ReviseWebhook(
            new ChangeWebhook(webhooks, new TryAgain(), clock), webhooks, health, wakes),
        "Presently/test",
        MIDDLE,
        clock);
  }
}
