package dev.presently.sender;

import dev.presently.adapters.http.HttpReceiverClient;
import dev.presently.adapters.wiring.AwsPorts;
import dev.presently.core.delivery.ReceiverClient;
import dev.presently.core.delivery.ReceiverHealth;
import java.time.Duration;
import java.util.Map;

/** Creates what the sender's functions need from the environment. */
final class SenderWiring extends AwsPorts {
  /** The HTTP deadline, plus the time to store the outcome in slow tables. */
  static final Duration LONGEST_ATTEMPT = HttpReceiverClient.DEADLINE.plusSeconds(3);

  SenderWiring(Map<String, String> environment) {
    super(environment);
  }

  int senderConcurrency() {
    return settings.senderConcurrency();
  }

  @Override
  public ReceiverClient receivers() {
    return new SlowReceiverDetector(
        super.receivers(), health(), ReceiverHealth.SLOW, clock(), log());
  }
}
