package dev.presently.api;

import dev.presently.adapters.dynamodb.DynamoDbDailyRequestCounter;
import dev.presently.adapters.dynamodb.DynamoDbIdempotencyStore;
import dev.presently.adapters.dynamodb.DynamoDbRequestCounter;
import dev.presently.adapters.secrets.SecretsManagerMasterKey;
import dev.presently.adapters.settings.AwsClients;
import dev.presently.adapters.sqs.SqsCommandQueue;
import dev.presently.adapters.wiring.AwsPorts;
import dev.presently.core.access.MasterKey;
import dev.presently.core.access.MasterKeyStore;
import dev.presently.core.access.RequestCounter;
import dev.presently.core.client.DailyRequestCounter;
import dev.presently.core.command.CommandQueue;
import dev.presently.core.delivery.DeliveryLog;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.HostChecker;
import dev.presently.core.idempotency.IdempotencyStore;
import java.util.Map;
import java.util.Optional;

/** The deployed wiring; see {@link AwsPorts} for when clients are made. */
final class AwsApiWiring extends AwsPorts implements ApiWiring {
  AwsApiWiring(Map<String, String> environment) {
    super(environment);
  }

  @Override
  public RequestLog requestLog() {
    return new RequestLog(log());
  }

  @Override
  public RequestCounter requestCounter() {
    return new DynamoDbRequestCounter(dynamoDb(), settings.usageTable());
  }

  @Override
  public DailyRequestCounter dailyRequestCounter() {
    return new DynamoDbDailyRequestCounter(dynamoDb(), settings.usageTable());
  }

  @Override
  public IdempotencyStore idempotencyStore() {
    return new DynamoDbIdempotencyStore(dynamoDb(), settings.usageTable());
  }

  @Override
  public MasterKeyStore masterKey() {
    return settings
        .masterKey()
        .map(MasterKey::new)
        .<MasterKeyStore>map(key -> () -> Optional.of(key))
        .orElseGet(
            () ->
                new SecretsManagerMasterKey(
                    () -> AwsClients.secretsManager(settings),
                    settings.masterKeySecret(),
                    clock()));
  }

  /** Makes its client on the first {@code Prefer: respond-async}; most functions never see one. */
  @Override
  public CommandQueue commandQueue() {
    String url = settings.commandQueueUrl();
    return command -> new SqsCommandQueue(sqs(), url).send(command);
  }

  @Override
  public DeliveryLog deliveryLog() {
    return lanes();
  }

  @Override
  public AllowedPrivateHosts allowedPrivateHosts() {
    return settings.allowedPrivateHosts();
  }

  @Override
  public HostChecker hosts() {
    return hostChecker();
  }
}
