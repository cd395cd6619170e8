package dev.presently.api;

import dev.presently.adapters.dynamodb.DynamoDbClients;
import dev.presently.adapters.dynamodb.DynamoDbCommandResultStore;
import dev.presently.adapters.dynamodb.DynamoDbContactDataStore;
import dev.presently.adapters.dynamodb.DynamoDbIdempotencyStore;
import dev.presently.adapters.dynamodb.DynamoDbKeyStore;
import dev.presently.adapters.dynamodb.DynamoDbLaneRecords;
import dev.presently.adapters.dynamodb.DynamoDbLaneStore;
import dev.presently.adapters.dynamodb.DynamoDbOwnPresenceStore;
import dev.presently.adapters.dynamodb.DynamoDbPresenceStore;
import dev.presently.adapters.dynamodb.DynamoDbReceiverHealthStore;
import dev.presently.adapters.dynamodb.DynamoDbRequestCounter;
import dev.presently.adapters.dynamodb.DynamoDbSessionStore;
import dev.presently.adapters.dynamodb.DynamoDbSubscriberStore;
import dev.presently.adapters.dynamodb.DynamoDbWebhookStore;
import dev.presently.adapters.dynamodb.JitteredConflictRetry;
import dev.presently.adapters.engines.EngineEventReaders;
import dev.presently.adapters.http.AddressResolver;
import dev.presently.adapters.http.HttpReceiverClient;
import dev.presently.adapters.http.PublicHostChecker;
import dev.presently.adapters.json.EventJson;
import dev.presently.adapters.log.Log;
import dev.presently.adapters.secrets.SecretsManagerMasterKey;
import dev.presently.adapters.settings.Settings;
import dev.presently.adapters.sqs.SqsClients;
import dev.presently.adapters.sqs.SqsCommandQueue;
import dev.presently.adapters.sqs.SqsRetryQueue;
import dev.presently.core.ConflictRetry;
import dev.presently.core.access.Authenticate;
import dev.presently.core.access.ChangeKey;
import dev.presently.core.access.KeyStore;
import dev.presently.core.access.LimitRate;
import dev.presently.core.access.MasterKey;
import dev.presently.core.access.MasterKeyStore;
import dev.presently.core.command.CommandQueue;
import dev.presently.core.command.CommandResultStore;
import dev.presently.core.delivery.DeliveryLog;
import dev.presently.core.delivery.EraseDeliveries;
import dev.presently.core.delivery.FindDeliveries;
import dev.presently.core.delivery.LaneRecords;
import dev.presently.core.delivery.ParkedLanes;
import dev.presently.core.delivery.RequestRedelivery;
import dev.presently.core.delivery.RetryQueue;
import dev.presently.core.delivery.ReviseWebhook;
import dev.presently.core.delivery.SendTestEvent;
import dev.presently.core.delivery.Wakes;
import dev.presently.core.delivery.WebhookStates;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.HostChecker;
import dev.presently.core.engine.EngineEventReader;
import dev.presently.core.engine.Engines;
import dev.presently.core.engine.ExecuteCommand;
import dev.presently.core.engine.Loopback;
import dev.presently.core.engine.RemoveSession;
import dev.presently.core.engine.Subscriptions;
import dev.presently.core.presence.ApplyReport;
import dev.presently.core.presence.ContactDataStore;
import dev.presently.core.presence.PresenceStore;
import dev.presently.core.presence.ReadPresence;
import dev.presently.core.privacy.CollectContactData;
import dev.presently.core.privacy.EraseContactData;
import dev.presently.core.session.ChangeSession;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.SessionStore;
import dev.presently.core.subscription.SubscriberStore;
import dev.presently.core.webhook.ChangeWebhook;
import dev.presently.core.webhook.WebhookStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Makes what an operation asks for, and nothing else: what is not asked for costs no cold start.
 * One client is shared by all that one operation asks for.
 */
public final class ApiWiring {
  /**
   * No operation ends a delivery, so it is nothing to ask for here how long an ended one is kept.
   */
  private static final int ANY_DAYS = 1;

  private final Settings settings;
  private @Nullable DynamoDbClient client;
  private @Nullable SqsClient sqs;

  private ApiWiring(Settings settings) {
    this.settings = settings;
  }

  public static ApiWiring of(Map<String, String> environment) {
    return new ApiWiring(Settings.of(environment));
  }

  /** For operations whose callers have a key. */
  public RequestFilters entrance() {
    RequestLog journal = journal();
    return new RequestFilters(
        journal,
        new RateLimitFilter(
            new LimitRate(new DynamoDbRequestCounter(client(), settings.usageTable()), clock()),
            journal),
        new IdempotencyFilter(
            new DynamoDbIdempotencyStore(client(), settings.usageTable()),
            () -> UUID.randomUUID().toString(),
            clock(),
            journal));
  }

  /** For operations that ask nobody for a key. */
  public RequestFilters openEntrance() {
    return new RequestFilters(journal(), RequestFilter.NONE, RequestFilter.NONE);
  }

  public RequestLog journal() {
    return new RequestLog(Log.from(settings.logLevel()));
  }

  public Clock clock() {
    return Clock.tickMillis(ZoneOffset.UTC);
  }

  public String version() {
    return Settings.version();
  }

  public AllowedPrivateHosts allowedPrivateHosts() {
    return settings.allowedPrivateHosts();
  }

  public HostChecker hosts() {
    return vettedHosts();
  }

  public Function<EngineType, Optional<EngineEventReader>> engineEvents() {
    return EngineEventReaders::of;
  }

  public SessionStore sessions() {
    return new DynamoDbSessionStore(client(), settings.registryTable());
  }

  public WebhookStore webhooks() {
    return new DynamoDbWebhookStore(client(), settings.registryTable());
  }

  public KeyStore keys() {
    return new DynamoDbKeyStore(client(), settings.registryTable());
  }

  public ChangeKey changeKey() {
    return new ChangeKey(keys(), contention());
  }

  /** Knows the master key too. */
  public Authenticate authenticate() {
    return new Authenticate(keys(), masterKey(), clock());
  }

  /** Knows API keys alone. */
  public Authenticate authenticateHolders() {
    return new Authenticate(keys(), Optional::empty, clock());
  }

  public ReadPresence readPresence() {
    return new ReadPresence(presences(), clock());
  }

  public ApplyReport applyReport() {
    return new ApplyReport(presences(), contention(), clock());
  }

  public ChangeSession changeSession() {
    return new ChangeSession(sessions(), contention(), clock());
  }

  public ReviseWebhook reviseWebhook() {
    var health = health();
    return new ReviseWebhook(
        new ChangeWebhook(webhooks(), contention(), clock()),
        webhooks(),
        health,
        new Wakes(health, retryQueue(), clock()));
  }

  public WebhookStates targets() {
    return new WebhookStates(webhooks(), health());
  }

  public ParkedLanes parkedLanes() {
    return lanes();
  }

  public DeliveryLog deliveryLog() {
    return lanes();
  }

  public RequestRedelivery askRedelivery() {
    return new RequestRedelivery(webhooks(), lanes(), retryQueue());
  }

  public SendTestEvent testReceiver() {
    return new SendTestEvent(
        webhooks(),
        new HttpReceiverClient(vettedHosts(), HttpReceiverClient.DEADLINE, clock()),
        new EventJson(),
        Settings.userAgent(),
        () -> UUID.randomUUID().toString(),
        clock());
  }

  public CommandDispatcher commands() {
    return new CommandDispatcher(
        executeCommand(), commandQueue(), () -> UUID.randomUUID().toString());
  }

  public ExecuteCommand executeCommand() {
    return new ExecuteCommand(sessions(), engines());
  }

  public CommandResultStore commandResults() {
    return new DynamoDbCommandResultStore(client(), settings.registryTable());
  }

  public Engines engines() {
    return new Engines(
        sessions(), new Subscriptions(presences(), contention(), clock()), loopback());
  }

  public RemoveSession removeSession() {
    return new RemoveSession(
        sessions(), presences(), subscribers(), reviseWebhook(), engines(), loopback());
  }

  private PublicHostChecker vettedHosts() {
    return new PublicHostChecker(allowedPrivateHosts(), AddressResolver.SYSTEM);
  }

  public CollectContactData gatherContact() {
    return new CollectContactData(presences(), contactTraces(), commandResults());
  }

  public FindDeliveries keptDeliveries() {
    return new FindDeliveries(webhooks(), laneRecords());
  }

  public EraseContactData forgetContact() {
    return new EraseContactData(
        sessions(),
        gatherContact(),
        new EraseDeliveries(webhooks(), lanes(), laneRecords(), contention()),
        commandResults(),
        subscribers(),
        contactTraces());
  }

  private Loopback loopback() {
    return new Loopback(
        sessions(),
        new DynamoDbOwnPresenceStore(client(), settings.registryTable()),
        subscribers(),
        applyReport(),
        contention(),
        clock());
  }

  private MasterKeyStore masterKey() {
    return settings
        .masterKey()
        .map(MasterKey::new)
        .<MasterKeyStore>map(key -> () -> Optional.of(key))
        .orElseGet(() -> SecretsManagerMasterKey.of(settings, settings.masterKeySecret(), clock()));
  }

  private PresenceStore presences() {
    return new DynamoDbPresenceStore(client(), settings.presenceTable());
  }

  private ContactDataStore contactTraces() {
    return new DynamoDbContactDataStore(client(), settings.presenceTable());
  }

  private SubscriberStore subscribers() {
    return new DynamoDbSubscriberStore(client(), settings.registryTable());
  }

  private DynamoDbReceiverHealthStore health() {
    return new DynamoDbReceiverHealthStore(client(), settings.deliveryTable());
  }

  private DynamoDbLaneStore lanes() {
    return new DynamoDbLaneStore(client(), settings.deliveryTable(), ANY_DAYS, clock());
  }

  private LaneRecords laneRecords() {
    return new DynamoDbLaneRecords(client(), settings.deliveryTable());
  }

  private RetryQueue retryQueue() {
    return new SqsRetryQueue(SqsClients.client(settings), settings.retryQueueUrl(), clock());
  }

  /** Few callers ask to be answered before the end: the others pay for no client. */
  private CommandQueue commandQueue() {
    String url = settings.commandQueueUrl();
    return command -> new SqsCommandQueue(sqs(), url).send(command);
  }

  private synchronized SqsClient sqs() {
    if (sqs == null) {
      sqs = SqsClients.client(settings);
    }
    return sqs;
  }

  private static ConflictRetry contention() {
    return new JitteredConflictRetry(new SecureRandom(), System::nanoTime);
  }

  private DynamoDbClient client() {
    if (client == null) {
      client = DynamoDbClients.client(settings);
    }
    return client;
  }
}
