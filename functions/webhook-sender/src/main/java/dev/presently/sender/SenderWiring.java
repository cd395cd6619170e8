package dev.presently.sender;

import dev.presently.adapters.http.HttpReceiverClient;
import dev.presently.adapters.log.Log;
import dev.presently.adapters.wiring.AwsPorts;
import dev.presently.core.delivery.ReceiverClient;
import dev.presently.core.delivery.ReceiverHealth;
import java.time.Duration;
import java.util.Map;

/** Creates what the sender's functions need from the environment. */
final class SenderWiring extends AwsPorts {
  /** The HTTP deadline, plus the time to store the outcome in slow tables. */
  static final Duration LONGEST_ATTEMPT = HttpReceiverClient.DEADLINE.plusSeconds(3);

  private final Log log;

  private SenderWiring(Map<String, String> environment) {
    super(environment);
    this.log = Log.from(settings.logLevel());
  }

  static SenderWiring of(Map<String, String> environment) {
    return new SenderWiring(environment);
  }

  Log log() {
    return log;
  }

  @Override
  public ReceiverClient receivers() {
    return new SlowReceiverDetector(super.receivers(), health(), ReceiverHealth.SLOW, clock(), log);
  }
}
