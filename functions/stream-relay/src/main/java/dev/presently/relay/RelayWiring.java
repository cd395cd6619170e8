package dev.presently.relay;

import dev.presently.adapters.json.EventJson;
import dev.presently.adapters.log.Log;
import dev.presently.adapters.sqs.SqsDeliveryQueue;
import dev.presently.adapters.sqs.SqsPoisonQueue;
import dev.presently.adapters.sqs.SqsTimerQueue;
import dev.presently.adapters.wiring.AwsPorts;
import dev.presently.core.delivery.FanOut;
import dev.presently.core.presence.TimerQueue;
import java.util.Map;

/** What the relay's functions are made of. */
final class RelayWiring extends AwsPorts {
  private final Log log;

  private RelayWiring(Map<String, String> environment) {
    super(environment);
    this.log = Log.from(settings.logLevel());
  }

  static RelayWiring of(Map<String, String> environment) {
    return new RelayWiring(environment);
  }

  Relay relay() {
    var deliveries = new SqsDeliveryQueue(sqs(), settings.deliveryQueueUrl(), log);
    return new Relay(
        new RecordEffectsReader(settings.presenceTable(), settings.registryTable()),
        presences(),
        new Telling(
            new Timers(timers(), log), new FanOut(webhooks(), new EventJson(), deliveries), log),
        new SqsPoisonQueue(sqs(), settings.relayDeadLetterQueueUrl()),
        log);
  }

  DueTimers dueTimers() {
    return new DueTimers(useCases().endActivity(), timers(), log);
  }

  private TimerQueue timers() {
    return new SqsTimerQueue(sqs(), settings.timerQueueUrl(), clock());
  }
}
