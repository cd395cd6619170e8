package dev.presently.sender;

import dev.presently.adapters.dynamodb.DynamoDb;
import dev.presently.adapters.dynamodb.DynamoDbWebhookStore;
import dev.presently.adapters.http.AddressVetting;
import dev.presently.adapters.http.HttpReceivers;
import dev.presently.adapters.log.Log;
import dev.presently.adapters.settings.Settings;
import dev.presently.core.delivery.AttemptDelivery;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;

/** Makes the sender's collaborators from the environment, each once. */
final class SenderWiring {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  /** The deadline, and what a slow Registry and the writing down of it all may take besides. */
  private static final Duration LONGEST_ATTEMPT = DEADLINE.plusSeconds(3);

  private final Settings settings;

  private SenderWiring(Settings settings) {
    this.settings = settings;
  }

  static SenderWiring of(Map<String, String> environment) {
    return new SenderWiring(Settings.of(environment));
  }

  Lanes lanes() {
    Clock clock = Clock.tickMillis(ZoneOffset.UTC);
    Log log = Log.from(settings.logLevel());
    var receivers =
        new HttpReceivers(settings.allowedPrivateHosts(), AddressVetting.ANY, DEADLINE, clock);
    var deliveries =
        new AttemptDelivery(
            new DynamoDbWebhookStore(DynamoDb.client(settings), settings.registryTable()),
            receivers,
            "Presently/" + Settings.version(),
            clock);
    return new Lanes(new Attempts(deliveries, log), LONGEST_ATTEMPT, log);
  }
}
