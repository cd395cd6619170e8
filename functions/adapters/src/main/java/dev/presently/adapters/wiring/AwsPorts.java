package dev.presently.adapters.wiring;

import dev.presently.adapters.dynamodb.DynamoDbBatchReader;
import dev.presently.adapters.dynamodb.DynamoDbChecksumKeyStore;
import dev.presently.adapters.dynamodb.DynamoDbClientRulesStore;
import dev.presently.adapters.dynamodb.DynamoDbCommandResultStore;
import dev.presently.adapters.dynamodb.DynamoDbConnectionStore;
import dev.presently.adapters.dynamodb.DynamoDbContactDataStore;
import dev.presently.adapters.dynamodb.DynamoDbHistoryStore;
import dev.presently.adapters.dynamodb.DynamoDbIntakeStore;
import dev.presently.adapters.dynamodb.DynamoDbKeyStore;
import dev.presently.adapters.dynamodb.DynamoDbLaneStore;
import dev.presently.adapters.dynamodb.DynamoDbOwnPresenceStore;
import dev.presently.adapters.dynamodb.DynamoDbPresenceStore;
import dev.presently.adapters.dynamodb.DynamoDbReceiverHealthStore;
import dev.presently.adapters.dynamodb.DynamoDbSessionStore;
import dev.presently.adapters.dynamodb.DynamoDbSubscriberStore;
import dev.presently.adapters.dynamodb.DynamoDbTendingStore;
import dev.presently.adapters.dynamodb.DynamoDbWebhookStore;
import dev.presently.adapters.dynamodb.JitteredConflictRetry;
import dev.presently.adapters.engines.SupportedEngines;
import dev.presently.adapters.http.HttpEngineClient;
import dev.presently.adapters.http.HttpReceiverClient;
import dev.presently.adapters.http.PublicHostChecker;
import dev.presently.adapters.http.PublicHostChecker.AddressResolver;
import dev.presently.adapters.json.LiveJson;
import dev.presently.adapters.live.ApiGatewayLiveSender;
import dev.presently.adapters.log.Log;
import dev.presently.adapters.settings.AwsClients;
import dev.presently.adapters.settings.Settings;
import dev.presently.adapters.sqs.SqsRetryQueue;
import dev.presently.adapters.sqs.SqsTendQueue;
import dev.presently.core.ConflictRetry;
import dev.presently.core.access.ChecksumKeyStore;
import dev.presently.core.access.KeyStore;
import dev.presently.core.client.ClientRulesStore;
import dev.presently.core.command.CommandResultStore;
import dev.presently.core.delivery.BatchReader;
import dev.presently.core.delivery.ParkedLanes;
import dev.presently.core.delivery.ReceiverClient;
import dev.presently.core.delivery.RetryQueue;
import dev.presently.core.delivery.WakeStore;
import dev.presently.core.engine.EngineClient;
import dev.presently.core.engine.IntakeStore;
import dev.presently.core.engine.OwnPresenceStore;
import dev.presently.core.engine.RemoteEngines;
import dev.presently.core.engine.TendQueue;
import dev.presently.core.engine.TendingStore;
import dev.presently.core.history.HistoryStore;
import dev.presently.core.live.ConnectionStore;
import dev.presently.core.live.LiveMessages;
import dev.presently.core.live.LiveSender;
import dev.presently.core.presence.ContactDataStore;
import dev.presently.core.presence.PresenceStore;
import dev.presently.core.session.SessionStore;
import dev.presently.core.subscription.SubscriberStore;
import dev.presently.core.wiring.Ports;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The ports over DynamoDB, SQS and HTTP. A client is made when the first port needs it and shared
 * by all ports: what a function does not use costs no cold start.
 */
public class AwsPorts implements Ports {
  protected final Settings settings;
  private final Log log;
  private @Nullable DynamoDbClient dynamoDb;
  private @Nullable SqsClient sqs;
  private @Nullable HttpEngineClient engines;

  protected AwsPorts(Map<String, String> environment) {
    this.settings = Settings.of(environment);
    this.log = Log.from(settings.logLevel(), settings.stackName());
  }

  public final Log log() {
    return log;
  }

  protected final synchronized DynamoDbClient dynamoDb() {
    if (dynamoDb == null) {
      dynamoDb = AwsClients.dynamoDb(settings);
    }
    return dynamoDb;
  }

  protected final synchronized SqsClient sqs() {
    if (sqs == null) {
      sqs = AwsClients.sqs(settings);
    }
    return sqs;
  }

  protected final PublicHostChecker hostChecker() {
    return new PublicHostChecker(settings.allowedPrivateHosts(), AddressResolver.SYSTEM);
  }

  @Override
  public final Clock clock() {
    return Clock.tickMillis(ZoneOffset.UTC);
  }

  @Override
  public final ConflictRetry conflictRetry() {
    return new JitteredConflictRetry(random(), System::nanoTime);
  }

  @Override
  public final RandomGenerator random() {
    return new SecureRandom();
  }

  @Override
  public final String userAgent() {
    return Settings.userAgent();
  }

  @Override
  public final SessionStore sessions() {
    return new DynamoDbSessionStore(dynamoDb(), settings.registryTable());
  }

  @Override
  public final ChecksumKeyStore checksumKeys() {
    return new DynamoDbChecksumKeyStore(dynamoDb(), settings.registryTable());
  }

  @Override
  public final ClientRulesStore clientRules() {
    return new DynamoDbClientRulesStore(dynamoDb(), settings.registryTable());
  }

  @Override
  public final KeyStore keys() {
    return new DynamoDbKeyStore(dynamoDb(), settings.registryTable());
  }

  @Override
  public final PresenceStore presences() {
    return new DynamoDbPresenceStore(dynamoDb(), settings.presenceTable());
  }

  @Override
  public final IntakeStore intakes() {
    return new DynamoDbIntakeStore(dynamoDb(), settings.registryTable(), settings.presenceTable());
  }

  @Override
  public final ContactDataStore contactData() {
    return new DynamoDbContactDataStore(dynamoDb(), settings.presenceTable());
  }

  @Override
  public final HistoryStore history() {
    return new DynamoDbHistoryStore(
        dynamoDb(), settings.historyTable(), settings::historyDays, clock());
  }

  @Override
  public final OwnPresenceStore ownPresences() {
    return new DynamoDbOwnPresenceStore(dynamoDb(), settings.registryTable());
  }

  @Override
  public final SubscriberStore subscribers() {
    return new DynamoDbSubscriberStore(dynamoDb(), settings.registryTable());
  }

  @Override
  public final CommandResultStore commandResults() {
    return new DynamoDbCommandResultStore(dynamoDb(), settings.registryTable());
  }

  @Override
  public final DynamoDbWebhookStore webhooks() {
    return new DynamoDbWebhookStore(
        dynamoDb(), settings.registryTable(), settings::webhookLimits, conflictRetry());
  }

  @Override
  public final DynamoDbLaneStore lanes() {
    return new DynamoDbLaneStore(
        dynamoDb(), settings.deliveryTable(), settings::deliveryLogDays, clock());
  }

  @Override
  public final BatchReader batchReader() {
    return new DynamoDbBatchReader(dynamoDb(), settings.registryTable(), settings.deliveryTable());
  }

  @Override
  public final ParkedLanes parkedLanes() {
    return lanes();
  }

  @Override
  public final DynamoDbReceiverHealthStore health() {
    return new DynamoDbReceiverHealthStore(dynamoDb(), settings.deliveryTable());
  }

  @Override
  public final WakeStore wakeStore() {
    return health();
  }

  @Override
  public final RetryQueue retryQueue() {
    return new SqsRetryQueue(sqs(), settings.retryQueueUrl(), webhooks(), clock());
  }

  /** Makes its client with the first command; most calls of a function send none. */
  @Override
  public EngineClient engineClient() {
    return (engine, command) -> httpEngines().send(engine, command);
  }

  @Override
  public final RemoteEngines remoteEngines() {
    return new SupportedEngines();
  }

  @Override
  public final TendingStore tendings() {
    return new DynamoDbTendingStore(dynamoDb(), settings.registryTable());
  }

  /** Makes its client with the first message. */
  @Override
  public final TendQueue tendQueue() {
    return (request, due) ->
        new SqsTendQueue(sqs(), settings.tendQueueUrl(), clock()).send(request, due);
  }

  @Override
  public ReceiverClient receivers() {
    return new HttpReceiverClient(hostChecker(), HttpReceiverClient.DEADLINE, clock());
  }

  /** One client for all, whose connections are reused. */
  private synchronized HttpEngineClient httpEngines() {
    if (engines == null) {
      engines = new HttpEngineClient(hostChecker(), HttpEngineClient.DEADLINE, userAgent());
    }
    return engines;
  }

  @Override
  public final ConnectionStore connections() {
    return new DynamoDbConnectionStore(dynamoDb(), settings.connectionsTable());
  }

  @Override
  public final LiveSender liveSender() {
    return new ApiGatewayLiveSender(AwsClients.liveConnections(settings), log);
  }

  @Override
  public final LiveMessages liveMessages() {
    return new LiveJson();
  }
}
