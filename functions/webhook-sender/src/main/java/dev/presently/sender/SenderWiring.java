package dev.presently.sender;

import dev.presently.adapters.dynamodb.DynamoDb;
import dev.presently.adapters.dynamodb.DynamoDbHealth;
import dev.presently.adapters.dynamodb.DynamoDbLanes;
import dev.presently.adapters.dynamodb.DynamoDbWebhookStore;
import dev.presently.adapters.dynamodb.JitteredContention;
import dev.presently.adapters.http.HttpReceivers;
import dev.presently.adapters.http.SystemResolver;
import dev.presently.adapters.http.VettedHosts;
import dev.presently.adapters.log.Log;
import dev.presently.adapters.settings.Settings;
import dev.presently.adapters.sqs.Sqs;
import dev.presently.adapters.sqs.SqsRetryQueue;
import dev.presently.core.delivery.AttemptDelivery;
import dev.presently.core.delivery.DrainLane;
import dev.presently.core.delivery.DrainWebhook;
import dev.presently.core.delivery.Health;
import dev.presently.core.delivery.Redeliver;
import dev.presently.core.delivery.ReviseWebhook;
import dev.presently.core.delivery.SendDelivery;
import dev.presently.core.delivery.Targets;
import dev.presently.core.delivery.Wakes;
import dev.presently.core.webhook.ChangeWebhook;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Makes the sender's collaborators from the environment; each function needs only its own. */
final class SenderWiring {
  /** The deadline, and what slow tables and the writing down of it all may take besides. */
  private static final Duration LONGEST_ATTEMPT = HttpReceivers.DEADLINE.plusSeconds(3);

  private final Settings settings;
  private final Clock clock = Clock.tickMillis(ZoneOffset.UTC);
  private final RandomGenerator chance = new SecureRandom();
  private final JitteredContention contention = new JitteredContention(chance, System::nanoTime);
  private final Log log;
  private final Journal journal;
  private final DynamoDbClient client;
  private final DynamoDbHealth health;
  private final Wakes wakes;

  private SenderWiring(Settings settings) {
    this.settings = settings;
    this.log = Log.from(settings.logLevel());
    this.journal = new Journal(log);
    this.client = DynamoDb.client(settings);
    this.health = new DynamoDbHealth(client, settings.deliveryTable());
    this.wakes =
        new Wakes(
            health,
            new SqsRetryQueue(Sqs.client(settings), settings.retryQueueUrl(), clock),
            clock);
  }

  static SenderWiring of(Map<String, String> environment) {
    return new SenderWiring(Settings.of(environment));
  }

  Log log() {
    return log;
  }

  Lanes lanes() {
    return new Lanes(
        new SendDelivery(stored(), attempts(), wakes, contention, clock),
        targets(),
        Threads.VIRTUAL,
        LONGEST_ATTEMPT,
        clock,
        journal,
        log);
  }

  Retries retries() {
    AttemptDelivery attempts = attempts();
    DynamoDbLanes lanes = stored();
    return new Retries(
        new Drain(
            new DrainWebhook(targets(), lanes, lanes, health, wakes, clock),
            new DrainLane(lanes, attempts, contention, clock),
            Threads.VIRTUAL,
            LONGEST_ATTEMPT,
            clock,
            journal),
        new Redeliver(lanes, targets(), attempts, wakes, contention),
        Threads.VIRTUAL,
        journal,
        log);
  }

  Wakes wakes() {
    return wakes;
  }

  private Targets targets() {
    return new Targets(webhooks(), health);
  }

  private DynamoDbWebhookStore webhooks() {
    return new DynamoDbWebhookStore(client, settings.registryTable());
  }

  private DynamoDbLanes stored() {
    return new DynamoDbLanes(client, settings.deliveryTable(), settings.deliveryLogDays(), clock);
  }

  private AttemptDelivery attempts() {
    var receivers =
        new HttpReceivers(
            new VettedHosts(settings.allowedPrivateHosts(), new SystemResolver()),
            HttpReceivers.DEADLINE,
            clock);
    return new AttemptDelivery(
        new WatchedReceivers(receivers, health, Health.SLOW, clock, log),
        health,
        new ReviseWebhook(
            new ChangeWebhook(webhooks(), contention, clock), webhooks(), health, wakes),
        Settings.userAgent(),
        chance,
        clock);
  }
}
