package dev.presently.core.wiring;

import dev.presently.core.ConflictRetry;
import dev.presently.core.ImmediateConflictRetry;
import dev.presently.core.TestClock;
import dev.presently.core.access.ChecksumKeyStore;
import dev.presently.core.access.InMemoryChecksumKeyStore;
import dev.presently.core.access.InMemoryKeyStore;
import dev.presently.core.access.KeyStore;
import dev.presently.core.access.KeyTexts;
import dev.presently.core.client.ClientRulesStore;
import dev.presently.core.client.InMemoryClientRulesStore;
import dev.presently.core.command.CommandResultStore;
import dev.presently.core.command.InMemoryCommandResultStore;
import dev.presently.core.delivery.BatchReader;
import dev.presently.core.delivery.InMemoryBatchReader;
import dev.presently.core.delivery.InMemoryLaneStore;
import dev.presently.core.delivery.InMemoryReceiverHealthStore;
import dev.presently.core.delivery.InMemoryRetryQueue;
import dev.presently.core.delivery.LaneStore;
import dev.presently.core.delivery.Outcome;
import dev.presently.core.delivery.ParkedLanes;
import dev.presently.core.delivery.ReceiverClient;
import dev.presently.core.delivery.ReceiverHealthStore;
import dev.presently.core.delivery.RetryQueue;
import dev.presently.core.delivery.WakeStore;
import dev.presently.core.engine.EngineClient;
import dev.presently.core.engine.InMemoryIntakeStore;
import dev.presently.core.engine.InMemoryOwnPresenceStore;
import dev.presently.core.engine.InMemoryTendQueue;
import dev.presently.core.engine.InMemoryTendingStore;
import dev.presently.core.engine.IntakeStore;
import dev.presently.core.engine.OwnPresenceStore;
import dev.presently.core.engine.RemoteEngines;
import dev.presently.core.engine.ScriptedEngine;
import dev.presently.core.engine.TendQueue;
import dev.presently.core.engine.TendingStore;
import dev.presently.core.history.HistoryStore;
import dev.presently.core.history.InMemoryHistoryStore;
import dev.presently.core.live.ConnectionStore;
import dev.presently.core.live.FakeLiveSender;
import dev.presently.core.live.InMemoryConnectionStore;
import dev.presently.core.live.LiveMessages;
import dev.presently.core.live.LiveSender;
import dev.presently.core.live.PlainLiveMessages;
import dev.presently.core.presence.ContactDataStore;
import dev.presently.core.presence.InMemoryPresenceStore;
import dev.presently.core.presence.PresenceStore;
import dev.presently.core.session.InMemorySessionStore;
import dev.presently.core.session.SessionStore;
import dev.presently.core.subscription.InMemorySubscriberStore;
import dev.presently.core.subscription.SubscriberStore;
import dev.presently.core.webhook.InMemoryWebhookStore;
import dev.presently.core.webhook.WebhookStore;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** A deployment in memory, whose stores tests read and write directly. */
public class InMemoryPorts implements Ports {
  /** Half-way between the least and the longest wait. */
  private static final RandomGenerator MIDDLE = () -> 1L << 63;

  public final TestClock clock = new TestClock();
  public final InMemorySessionStore sessions = new InMemorySessionStore();
  public final InMemoryKeyStore keys = new InMemoryKeyStore();

  /** Holds that of {@link KeyTexts}. */
  public final InMemoryChecksumKeyStore checksumKeys = new InMemoryChecksumKeyStore();

  public final InMemoryClientRulesStore clientRules = new InMemoryClientRulesStore(sessions);
  public final InMemoryPresenceStore presences = new InMemoryPresenceStore();
  public final InMemoryHistoryStore histories = new InMemoryHistoryStore(clock);
  public final InMemoryOwnPresenceStore ownPresences = new InMemoryOwnPresenceStore();
  public final InMemorySubscriberStore subscribers = new InMemorySubscriberStore();
  public final InMemoryCommandResultStore commandResults = new InMemoryCommandResultStore();
  public final InMemoryWebhookStore webhooks = new InMemoryWebhookStore();
  public final InMemoryLaneStore lanes = new InMemoryLaneStore();
  public final InMemoryReceiverHealthStore health = new InMemoryReceiverHealthStore();
  public final InMemoryRetryQueue retries = new InMemoryRetryQueue();

  public final InMemoryTendingStore tendings = new InMemoryTendingStore();
  public final InMemoryTendQueue tendQueue = new InMemoryTendQueue();
  public final InMemoryConnectionStore connections = new InMemoryConnectionStore();
  public final FakeLiveSender liveSender = new FakeLiveSender();
  public final ScriptedEngine engine = new ScriptedEngine(clock);

  /** The port as use cases see it. */
  protected <T> T port(Class<T> type, T real) {
    return real;
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public ConflictRetry conflictRetry() {
    return new ImmediateConflictRetry();
  }

  @Override
  public RandomGenerator random() {
    return MIDDLE;
  }

  @Override
  public String userAgent() {
    return "Presently/test";
  }

  @Override
  public SessionStore sessions() {
    return port(SessionStore.class, sessions);
  }

  @Override
  public ChecksumKeyStore checksumKeys() {
    checksumKeys.createIfAbsent(KeyTexts.CHECKSUM_KEY);
    return port(ChecksumKeyStore.class, checksumKeys);
  }

  @Override
  public ClientRulesStore clientRules() {
    return port(ClientRulesStore.class, clientRules);
  }

  @Override
  public KeyStore keys() {
    return port(KeyStore.class, keys);
  }

  @Override
  public PresenceStore presences() {
    return port(PresenceStore.class, presences);
  }

  @Override
  public IntakeStore intakes() {
    return port(IntakeStore.class, new InMemoryIntakeStore(sessions(), presences()));
  }

  @Override
  public ContactDataStore contactData() {
    return port(ContactDataStore.class, presences);
  }

  @Override
  public HistoryStore history() {
    return port(HistoryStore.class, histories);
  }

  @Override
  public OwnPresenceStore ownPresences() {
    return port(OwnPresenceStore.class, ownPresences);
  }

  @Override
  public SubscriberStore subscribers() {
    return port(SubscriberStore.class, subscribers);
  }

  @Override
  public CommandResultStore commandResults() {
    return port(CommandResultStore.class, commandResults);
  }

  @Override
  public WebhookStore webhooks() {
    return port(WebhookStore.class, webhooks);
  }

  @Override
  public LaneStore lanes() {
    return port(LaneStore.class, lanes);
  }

  /** Over the other ports, so that their faults are its own. */
  @Override
  public BatchReader batchReader() {
    return new InMemoryBatchReader(useCases().webhookStates(), lanes());
  }

  @Override
  public ParkedLanes parkedLanes() {
    return port(ParkedLanes.class, lanes);
  }

  @Override
  public ReceiverHealthStore health() {
    return port(ReceiverHealthStore.class, health);
  }

  @Override
  public WakeStore wakeStore() {
    return port(WakeStore.class, health);
  }

  @Override
  public RetryQueue retryQueue() {
    return port(RetryQueue.class, retries);
  }

  @Override
  public ReceiverClient receivers() {
    return _ -> new Outcome.Delivered(200);
  }

  @Override
  public EngineClient engineClient() {
    return port(EngineClient.class, engine);
  }

  @Override
  public RemoteEngines remoteEngines() {
    return port(RemoteEngines.class, engine);
  }

  @Override
  public TendingStore tendings() {
    return port(TendingStore.class, tendings);
  }

  @Override
  public TendQueue tendQueue() {
    return port(TendQueue.class, tendQueue);
  }

  @Override
  public ConnectionStore connections() {
    return port(ConnectionStore.class, connections);
  }

  @Override
  public LiveSender liveSender() {
    return port(LiveSender.class, liveSender);
  }

  @Override
  public LiveMessages liveMessages() {
    return new PlainLiveMessages();
  }
}
