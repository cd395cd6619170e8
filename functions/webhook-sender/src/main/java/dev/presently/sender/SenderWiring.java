package dev.presently.sender;

import dev.presently.adapters.http.HttpReceiverClient;
import dev.presently.adapters.log.Log;
import dev.presently.adapters.wiring.AwsPorts;
import dev.presently.core.delivery.ReceiverClient;
import dev.presently.core.delivery.ReceiverHealth;
import java.time.Duration;
import java.util.Map;

/** What the sender's functions are made of; each makes only its own. */
final class SenderWiring extends AwsPorts {
  /** The deadline, and time for slow tables and the records. */
  private static final Duration LONGEST_ATTEMPT = HttpReceiverClient.DEADLINE.plusSeconds(3);

  private final Log log;
  private final DeliveryAttemptLog journal;

  private SenderWiring(Map<String, String> environment) {
    super(environment);
    this.log = Log.from(settings.logLevel());
    this.journal = new DeliveryAttemptLog(log);
  }

  static SenderWiring of(Map<String, String> environment) {
    return new SenderWiring(environment);
  }

  Log log() {
    return log;
  }

  LaneBatch laneBatch() {
    return new LaneBatch(
        useCases().sendDelivery(),
        useCases().webhookStates(),
        BatchThreads.VIRTUAL,
        LONGEST_ATTEMPT,
        clock(),
        journal,
        log);
  }

  RetryBatch retryBatch() {
    return new RetryBatch(
        new LaneDrainer(
            useCases().drainWebhook(),
            useCases().drainLane(),
            BatchThreads.VIRTUAL,
            LONGEST_ATTEMPT,
            clock(),
            journal),
        useCases().repeatDelivery(),
        BatchThreads.VIRTUAL,
        journal,
        log);
  }

  @Override
  public ReceiverClient receivers() {
    return new SlowReceiverDetector(super.receivers(), health(), ReceiverHealth.SLOW, clock(), log);
  }
}
