package dev.presently.api;

import dev.presently.adapters.dynamodb.DynamoDb;
import dev.presently.adapters.dynamodb.DynamoDbCommandResults;
import dev.presently.adapters.dynamodb.DynamoDbContactTraces;
import dev.presently.adapters.dynamodb.DynamoDbFirstAnswers;
import dev.presently.adapters.dynamodb.DynamoDbHealth;
import dev.presently.adapters.dynamodb.DynamoDbKeyStore;
import dev.presently.adapters.dynamodb.DynamoDbLaneRecords;
import dev.presently.adapters.dynamodb.DynamoDbLanes;
import dev.presently.adapters.dynamodb.DynamoDbOwnPresenceStore;
import dev.presently.adapters.dynamodb.DynamoDbPresenceStore;
import dev.presently.adapters.dynamodb.DynamoDbSessionStore;
import dev.presently.adapters.dynamodb.DynamoDbSubscribers;
import dev.presently.adapters.dynamodb.DynamoDbUsageStore;
import dev.presently.adapters.dynamodb.DynamoDbWebhookStore;
import dev.presently.adapters.dynamodb.JitteredContention;
import dev.presently.adapters.engines.EngineReaders;
import dev.presently.adapters.http.HttpReceivers;
import dev.presently.adapters.http.SystemResolver;
import dev.presently.adapters.http.VettedHosts;
import dev.presently.adapters.json.EventJson;
import dev.presently.adapters.log.Log;
import dev.presently.adapters.secrets.SecretsManagerMasterKey;
import dev.presently.adapters.settings.Settings;
import dev.presently.adapters.sqs.Sqs;
import dev.presently.adapters.sqs.SqsCommandQueue;
import dev.presently.adapters.sqs.SqsRetryQueue;
import dev.presently.api.command.OperationsJson;
import dev.presently.core.Contention;
import dev.presently.core.access.Authenticate;
import dev.presently.core.access.ChangeKey;
import dev.presently.core.access.KeyStore;
import dev.presently.core.access.LimitRate;
import dev.presently.core.access.MasterKey;
import dev.presently.core.access.MasterKeyStore;
import dev.presently.core.command.CommandQueue;
import dev.presently.core.command.CommandResults;
import dev.presently.core.delivery.AskRedelivery;
import dev.presently.core.delivery.DeliveryLog;
import dev.presently.core.delivery.ForgetDeliveries;
import dev.presently.core.delivery.KeptDeliveries;
import dev.presently.core.delivery.LaneRecords;
import dev.presently.core.delivery.ParkedLanes;
import dev.presently.core.delivery.RetryQueue;
import dev.presently.core.delivery.ReviseWebhook;
import dev.presently.core.delivery.Targets;
import dev.presently.core.delivery.TestReceiver;
import dev.presently.core.delivery.Wakes;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.Hosts;
import dev.presently.core.engine.CarryOut;
import dev.presently.core.engine.EngineEvents;
import dev.presently.core.engine.Engines;
import dev.presently.core.engine.Loopback;
import dev.presently.core.engine.RemoveSession;
import dev.presently.core.engine.Subscriptions;
import dev.presently.core.presence.ApplyReport;
import dev.presently.core.presence.ContactTraces;
import dev.presently.core.presence.PresenceStore;
import dev.presently.core.presence.ReadPresence;
import dev.presently.core.privacy.ForgetContact;
import dev.presently.core.privacy.GatherContact;
import dev.presently.core.session.ChangeSession;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.SessionStore;
import dev.presently.core.subscription.Subscribers;
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
  public Entrance entrance() {
    Journal journal = journal();
    return new Entrance(
        journal,
        new RateGate(
            new LimitRate(new DynamoDbUsageStore(client(), settings.usageTable()), clock()),
            journal),
        new OnceGate(
            new DynamoDbFirstAnswers(client(), settings.usageTable()),
            () -> UUID.randomUUID().toString(),
            clock(),
            journal));
  }

  /** For operations that ask nobody for a key. */
  public Entrance openEntrance() {
    return new Entrance(journal(), Gate.OPEN, Gate.OPEN);
  }

  public Journal journal() {
    return new Journal(Log.from(settings.logLevel()));
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

  public Hosts hosts() {
    return vettedHosts();
  }

  public Function<EngineType, Optional<EngineEvents>> engineEvents() {
    return EngineReaders::of;
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

  public Targets targets() {
    return new Targets(webhooks(), health());
  }

  public ParkedLanes parkedLanes() {
    return lanes();
  }

  public DeliveryLog deliveryLog() {
    return lanes();
  }

  public AskRedelivery askRedelivery() {
    return new AskRedelivery(webhooks(), lanes(), retryQueue());
  }

  public TestReceiver testReceiver() {
    return new TestReceiver(
        webhooks(),
        new HttpReceivers(vettedHosts(), HttpReceivers.DEADLINE, clock()),
        new EventJson(),
        Settings.userAgent(),
        () -> UUID.randomUUID().toString(),
        clock());
  }

  public Commands commands() {
    return new Commands(
        carryOut(), OperationsJson::answer, commandQueue(), () -> UUID.randomUUID().toString());
  }

  public CarryOut carryOut() {
    return new CarryOut(sessions(), engines());
  }

  public CommandResults commandResults() {
    return new DynamoDbCommandResults(client(), settings.registryTable());
  }

  public Engines engines() {
    return new Engines(
        sessions(), new Subscriptions(presences(), contention(), clock()), loopback());
  }

  public RemoveSession removeSession() {
    return new RemoveSession(
        sessions(), presences(), subscribers(), reviseWebhook(), engines(), loopback());
  }

  private VettedHosts vettedHosts() {
    return new VettedHosts(allowedPrivateHosts(), new SystemResolver());
  }

  public GatherContact gatherContact() {
    return new GatherContact(presences(), contactTraces(), commandResults());
  }

  public KeptDeliveries keptDeliveries() {
    return new KeptDeliveries(webhooks(), laneRecords());
  }

  public ForgetContact forgetContact() {
    return new ForgetContact(
        sessions(),
        gatherContact(),
        new ForgetDeliveries(webhooks(), lanes(), laneRecords(), contention()),
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

  private ContactTraces contactTraces() {
    return new DynamoDbContactTraces(client(), settings.presenceTable());
  }

  private Subscribers subscribers() {
    return new DynamoDbSubscribers(client(), settings.registryTable());
  }

  private DynamoDbHealth health() {
    return new DynamoDbHealth(client(), settings.deliveryTable());
  }

  private DynamoDbLanes lanes() {
    return new DynamoDbLanes(client(), settings.deliveryTable(), ANY_DAYS, clock());
  }

  private LaneRecords laneRecords() {
    return new DynamoDbLaneRecords(client(), settings.deliveryTable());
  }

  private RetryQueue retryQueue() {
    return new SqsRetryQueue(Sqs.client(settings), settings.retryQueueUrl(), clock());
  }

  /** Few callers ask to be answered before the end: the others pay for no client. */
  private CommandQueue commandQueue() {
    String url = settings.commandQueueUrl();
    return command -> new SqsCommandQueue(sqs(), url).send(command);
  }

  private synchronized SqsClient sqs() {
    if (sqs == null) {
      sqs = Sqs.client(settings);
    }
    return sqs;
  }

  private static Contention contention() {
    return new JitteredContention(new SecureRandom(), System::nanoTime);
  }

  private DynamoDbClient client() {
    if (client == null) {
      client = DynamoDb.client(settings);
    }
    return client;
  }
}
