package dev.presently.relay;

import dev.presently.adapters.dynamodb.DynamoDbSessionWebhooks;
import dev.presently.adapters.json.EventJson;
import dev.presently.adapters.sqs.SqsDeliveryQueue;
import dev.presently.adapters.sqs.SqsPoisonQueue;
import dev.presently.adapters.sqs.SqsTimerQueue;
import dev.presently.adapters.wiring.AwsPorts;
import dev.presently.core.delivery.FanOut;
import dev.presently.core.presence.TimerQueue;
import dev.presently.core.webhook.SessionWebhooks;
import java.util.Map;
import java.util.Optional;

/** Creates what the relay's functions need from the environment. */
final class RelayWiring extends AwsPorts {
  RelayWiring(Map<String, String> environment) {
    super(environment);
  }

  Relay relay() {
    var deliveries = new SqsDeliveryQueue(sqs(), settings.deliveryQueueUrl(), log());
    return new Relay(
        new RecordEffectsReader(settings.presenceTable(), settings.registryTable()),
        presences(),
        timers(),
        new FanOut(sessionWebhooks(), new EventJson(), deliveries),
        settings.historyDays() == 0 ? Optional.empty() : Optional.of(new HistoryWriter(history())),
        new SqsPoisonQueue(sqs(), settings.relayDeadLetterQueueUrl()),
        log());
  }

  private SessionWebhooks sessionWebhooks() {
    return new DynamoDbSessionWebhooks(dynamoDb(), settings.registryTable(), webhooks());
  }

  TimerQueue timers() {
    return new SqsTimerQueue(sqs(), settings.timerQueueUrl(), clock());
  }
}
