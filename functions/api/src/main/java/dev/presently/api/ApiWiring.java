package dev.presently.api;

import dev.presently.adapters.dynamodb.DynamoDbIdempotencyStore;
import dev.presently.adapters.dynamodb.DynamoDbRequestCounter;
import dev.presently.adapters.engines.EngineEventReaders;
import dev.presently.adapters.json.EventJson;
import dev.presently.adapters.log.Log;
import dev.presently.adapters.secrets.SecretsManagerMasterKey;
import dev.presently.adapters.settings.Settings;
import dev.presently.adapters.sqs.SqsCommandQueue;
import dev.presently.adapters.wiring.AwsPorts;
import dev.presently.core.access.Authenticate;
import dev.presently.core.access.LimitRate;
import dev.presently.core.access.MasterKey;
import dev.presently.core.access.MasterKeyStore;
import dev.presently.core.command.CommandQueue;
import dev.presently.core.delivery.DeliveryLog;
import dev.presently.core.delivery.SendTestEvent;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.HostChecker;
import dev.presently.core.engine.EngineEventReader;
import dev.presently.core.session.EngineType;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What handlers are made of; see {@link AwsPorts} for the ports. */
public final class ApiWiring extends AwsPorts {
  private ApiWiring(Map<String, String> environment) {
    super(environment);
  }

  public static ApiWiring of(Map<String, String> environment) {
    return new ApiWiring(environment);
  }

  /** For operations whose callers have a key. */
  public RequestFilters filters() {
    RequestLog log = requestLog();
    return new RequestFilters(
        log,
        new RateLimitFilter(
            new LimitRate(new DynamoDbRequestCounter(dynamoDb(), settings.usageTable()), clock()),
            log),
        new IdempotencyFilter(
            new DynamoDbIdempotencyStore(dynamoDb(), settings.usageTable()),
            () -> UUID.randomUUID().toString(),
            clock(),
            log));
  }

  /** For operations that need no key. */
  public RequestFilters noFilters() {
    return new RequestFilters(requestLog(), RequestFilter.NONE, RequestFilter.NONE);
  }

  public RequestLog requestLog() {
    return new RequestLog(Log.from(settings.logLevel()));
  }

  public String version() {
    return Settings.version();
  }

  public AllowedPrivateHosts allowedPrivateHosts() {
    return settings.allowedPrivateHosts();
  }

  public HostChecker hosts() {
    return hostChecker();
  }

  public Function<EngineType, Optional<EngineEventReader>> engineEvents() {
    return EngineEventReaders::of;
  }

  public DeliveryLog deliveryLog() {
    return lanes();
  }

  /** Accepts API keys and the master key. */
  public Authenticate authenticate() {
    return new Authenticate(keys(), masterKey(), clock());
  }

  /** Accepts API keys only. */
  public Authenticate authenticateHolders() {
    return new Authenticate(keys(), Optional::empty, clock());
  }

  public SendTestEvent sendTestEvent() {
    return new SendTestEvent(
        webhooks(),
        receivers(),
        new EventJson(),
        userAgent(),
        () -> UUID.randomUUID().toString(),
        clock());
  }

  public CommandDispatcher commands() {
    return new CommandDispatcher(
        useCases().executeCommand(), commandQueue(), () -> UUID.randomUUID().toString());
  }

  private MasterKeyStore masterKey() {
    return settings
        .masterKey()
        .map(MasterKey::new)
        .<MasterKeyStore>map(key -> () -> Optional.of(key))
        .orElseGet(() -> SecretsManagerMasterKey.of(settings, settings.masterKeySecret(), clock()));
  }

  /** Makes its client on the first {@code Prefer: respond-async}; most functions never see one. */
  private CommandQueue commandQueue() {
    String url = settings.commandQueueUrl();
    return command -> new SqsCommandQueue(sqs(), url).send(command);
  }
}
