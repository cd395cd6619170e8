package dev.presently.relay;

import dev.presently.adapters.dynamodb.DynamoDbClients;
import dev.presently.adapters.dynamodb.DynamoDbPresenceStore;
import dev.presently.adapters.dynamodb.DynamoDbWebhookStore;
import dev.presently.adapters.dynamodb.JitteredConflictRetry;
import dev.presently.adapters.json.EventJson;
import dev.presently.adapters.log.Log;
import dev.presently.adapters.settings.Settings;
import dev.presently.adapters.sqs.SqsClients;
import dev.presently.adapters.sqs.SqsDeliveryQueue;
import dev.presently.adapters.sqs.SqsPoisonQueue;
import dev.presently.adapters.sqs.SqsTimerQueue;
import dev.presently.core.delivery.FanOut;
import dev.presently.core.presence.EndActivity;
import dev.presently.core.presence.PresenceStore;
import dev.presently.core.presence.TimerQueue;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Makes the relay's collaborators from the environment, each once. */
final class RelayWiring {
  private final Settings settings;
  private final Clock clock = Clock.tickMillis(ZoneOffset.UTC);
  private final Log log;
  private final DynamoDbClient dynamoDb;
  private final SqsClient sqs;

  private RelayWiring(Settings settings) {
    this.settings = settings;
    this.log = Log.from(settings.logLevel());
    this.dynamoDb = DynamoDbClients.client(settings);
    this.sqs = SqsClients.client(settings);
  }

  static RelayWiring of(Map<String, String> environment) {
    return new RelayWiring(Settings.of(environment));
  }

  Relay relay() {
    var webhooks = new DynamoDbWebhookStore(dynamoDb, settings.registryTable());
    var deliveries = new SqsDeliveryQueue(sqs, settings.deliveryQueueUrl(), log);
    return new Relay(
        new RecordEffectsReader(settings.presenceTable(), settings.registryTable()),
        presences(),
        new Telling(
            new Timers(timers(), log), new FanOut(webhooks, new EventJson(), deliveries), log),
        new SqsPoisonQueue(sqs, settings.relayDeadLetterQueueUrl()),
        log);
  }

  DueTimers dueTimers() {
    var contention = new JitteredConflictRetry(new SecureRandom(), System::nanoTime);
    return new DueTimers(new EndActivity(presences(), contention, clock), timers(), log);
  }

  private PresenceStore presences() {
    return new DynamoDbPresenceStore(dynamoDb, settings.presenceTable());
  }

  private TimerQueue timers() {
    return new SqsTimerQueue(sqs, settings.timerQueueUrl(), clock);
  }
}
