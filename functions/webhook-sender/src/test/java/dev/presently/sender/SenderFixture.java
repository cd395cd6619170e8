package dev.presently.sender;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.presently.adapters.json.StrictJson;
import dev.presently.adapters.log.Log;
import dev.presently.adapters.log.Metric;
import dev.presently.core.Examples;
import dev.presently.core.TestClock;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.DeliveryStatus;
import dev.presently.core.delivery.ParkedLanes;
import dev.presently.core.delivery.ReceiverClient;
import dev.presently.core.delivery.ReceiverHealth;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.Destination;
import dev.presently.core.webhook.HmacKey;
import dev.presently.core.webhook.MaxConcurrency;
import dev.presently.core.webhook.RetryPolicy;
import dev.presently.core.webhook.SigningKeys;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookHeader;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.wiring.InMemoryPorts;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The sender's handlers over ports in memory; webhooks do not coalesce. */
final class SenderFixture extends InMemoryPorts {
  static final AllowedPrivateHosts LOCAL = new AllowedPrivateHosts(Set.of("127.0.0.1"));
  static final Duration DEADLINE = Duration.ofSeconds(1);
  static final Duration LONGEST_ATTEMPT = DEADLINE.plusMillis(500);
  static final int FUNCTIONS = 10;
  static final String KEY = "0123456789abcdef";

  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final Log log = Log.to(new PrintStream(lines, true, UTF_8), "error");
  private ReceiverClient receivers = super.receivers();
  private ParkedLanes parkedLanes = super.parkedLanes();

  SendWebhook sends(ReceiverClient client) {
    receivers = client;
    return new SendWebhook(this, FUNCTIONS, LONGEST_ATTEMPT, log);
  }

  RetryDeliveries retries(ReceiverClient client) {
    receivers = client;
    return new RetryDeliveries(this, LONGEST_ATTEMPT, log);
  }

  /** Drains these parked lanes to receivers that answer 200. */
  WebhookDrainer drainer(ParkedLanes parked) {
    receivers = super.receivers();
    parkedLanes = parked;
    return new WebhookDrainer(
        this, LONGEST_ATTEMPT, new DeliveryAttemptLog(log, Metric.PARKED_DELIVERY_TIME));
  }

  @Override
  public ParkedLanes parkedLanes() {
    return parkedLanes;
  }

  @Override
  public ReceiverClient receivers() {
    return receivers;
  }

  SweepDeliveries sweeps() {
    return new SweepDeliveries(useCases().wakes(), log);
  }

  /** Receivers that are marked as slow after this time. */
  ReceiverClient detecting(ReceiverClient client, Duration threshold) {
    return new SlowReceiverDetector(client, health, threshold, clock, log);
  }

  /** Values of a metric in the order in which they were written. */
  List<Long> values(Metric metric) {
    return lines
        .toString(UTF_8)
        .lines()
        .flatMap(line -> StrictJson.object(line).path(metric.label()).valueStream())
        .map(value -> value.asLong())
        .toList();
  }

  ReceiverHealth health(long webhook) {
    return health.find(new WebhookId(webhook));
  }

  /** A webhook whose receiver has answered quickly before. */
  void register(long id, URI url) {
    registerNew(id, url);
    health.quick(new WebhookId(id), clock.instant());
  }

  /** A webhook whose receiver was never sent anything. */
  void registerNew(long id, URI url) {
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
                MaxConcurrency.DEFAULT,
                true),
            TestClock.START));
  }

  /** Gives the webhook a retry policy. */
  void setRetries(long id, RetryPolicy retries) {
    Webhook webhook = webhooks.find(new WebhookId(id)).orElseThrow();
    Webhook.WebhookSettings held = webhook.settings();
    Webhook.WebhookSettings settings =
        new Webhook.WebhookSettings(
            held.label(),
            held.session(),
            held.events(),
            held.filter(),
            held.headers(),
            Optional.of(retries),
            held.coalesce(),
            held.maxConcurrency(),
            held.enabled());
    webhooks.save(webhook.changed(webhook.url(), webhook.keys(), settings, clock.instant()));
  }

  DeliveryRecord record(long webhook, String lane, long seq) {
    Delivery delivery = Examples.delivery(webhook, lane, seq);
    return lanes.record(delivery.id()).orElseThrow();
  }

  DeliveryStatus.Word status(long webhook, String lane, long seq) {
    return record(webhook, lane, seq).status().word();
  }
}
