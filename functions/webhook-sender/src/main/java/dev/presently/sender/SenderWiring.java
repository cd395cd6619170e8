package dev.presently.sender;

import dev.presently.adapters.dynamodb.DynamoDbClients;
import dev.presently.adapters.dynamodb.DynamoDbLaneStore;
import dev.presently.adapters.dynamodb.DynamoDbReceiverHealthStore;
import dev.presently.adapters.dynamodb.DynamoDbWebhookStore;
import dev.presently.adapters.dynamodb.JitteredConflictRetry;
import dev.presently.adapters.http.AddressResolver;
import dev.presently.adapters.http.HttpReceiverClient;
import dev.presently.adapters.http.PublicHostChecker;
import dev.presently.adapters.log.Log;
import dev.presently.adapters.settings.Settings;
import dev.presently.adapters.sqs.SqsClients;
import dev.presently.adapters.sqs.SqsRetryQueue;
import dev.presently.core.delivery.AttemptDelivery;
import dev.presently.core.delivery.DrainLane;
import dev.presently.core.delivery.DrainWebhook;
import dev.presently.core.delivery.ReceiverHealth;
import dev.presently.core.delivery.RepeatDelivery;
import dev.presently.core.delivery.ReviseWebhook;
import dev.presently.core.delivery.SendDelivery;
import dev.presently.core.delivery.Wakes;
import dev.presently.core.delivery.WebhookStates;
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
  private static final Duration LONGEST_ATTEMPT = HttpReceiverClient.DEADLINE.plusSeconds(3);

  private final Settings settings;
  private final Clock clock = Clock.tickMillis(ZoneOffset.UTC);
  private final RandomGenerator chance = new SecureRandom();
  private final JitteredConflictRetry contention =
      new JitteredConflictRetry(chance, System::nanoTime);
  private final Log log;
  private final DeliveryAttemptLog journal;
  private final DynamoDbClient client;
  private final DynamoDbReceiverHealthStore health;
  private final Wakes wakes;

  private SenderWiring(Settings settings) {
    this.settings = settings;
    this.log = Log.from(settings.logLevel());
    this.journal = new DeliveryAttemptLog(log);
    this.client = DynamoDbClients.client(settings);
    this.health = new DynamoDbReceiverHealthStore(client, settings.deliveryTable());
    this.wakes =
        new Wakes(
            health,
            new SqsRetryQueue(SqsClients.client(settings), settings.retryQueueUrl(), clock),
            clock);
  }

  static SenderWiring of(Map<String, String> environment) {
    return new SenderWiring(Settings.of(environment));
  }

  Log log() {
    return log;
  }

  LaneBatch lanes() {
    return new LaneBatch(
        new SendDelivery(stored(), attempts(), wakes, contention, clock),
        targets(),
        BatchThreads.VIRTUAL,
        LONGEST_ATTEMPT,
        clock,
        journal,
        log);
  }

  RetryBatch retries() {
    AttemptDelivery attempts = attempts();
    DynamoDbLaneStore lanes = stored();
    return new RetryBatch(
        new LaneDrainer(
            new DrainWebhook(targets(), lanes, lanes, health, wakes, clock),
            new DrainLane(lanes, attempts, contention, clock),
            BatchThreads.VIRTUAL,
            LONGEST_ATTEMPT,
            clock,
            journal),
        new RepeatDelivery(lanes, targets(), attempts, wakes, contention),
        BatchThreads.VIRTUAL,
        journal,
        log);
  }

  Wakes wakes() {
    return wakes;
  }

  private WebhookStates targets() {
    return new WebhookStates(webhooks(), health);
  }

  private DynamoDbWebhookStore webhooks() {
    return new DynamoDbWebhookStore(client, settings.registryTable());
  }

  private DynamoDbLaneStore stored() {
    return new DynamoDbLaneStore(
        client, settings.deliveryTable(), settings.deliveryLogDays(), clock);
  }

  private AttemptDelivery attempts() {
    var receivers =
        new HttpReceiverClient(
            new PublicHostChecker(settings.allowedPrivateHosts(), AddressResolver.SYSTEM),
            HttpReceiverClient.DEADLINE,
            clock);
    return new AttemptDelivery(
        new SlowReceiverDetector(receivers, health, ReceiverHealth.SLOW, clock, log),
        health,
        new ReviseWebhook(
            new ChangeWebhook(webhooks(), contention, clock), webhooks(), health, wakes),
        Settings.userAgent(),
        chance,
        clock);
  }
}
