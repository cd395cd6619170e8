package dev.presently.core.wiring;

import dev.presently.core.ConflictRetry;
import dev.presently.core.access.ChecksumKeyStore;
import dev.presently.core.access.KeyStore;
import dev.presently.core.client.ClientRulesStore;
import dev.presently.core.command.CommandResultStore;
import dev.presently.core.delivery.BatchReader;
import dev.presently.core.delivery.LaneStore;
import dev.presently.core.delivery.ParkedLanes;
import dev.presently.core.delivery.ReceiverClient;
import dev.presently.core.delivery.ReceiverHealthStore;
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
import dev.presently.core.webhook.WebhookStore;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** The ports of a deployment; each is created only when it is requested. */
public interface Ports {
  default UseCases useCases() {
    return new UseCases(this);
  }

  Clock clock();

  ConflictRetry conflictRetry();

  RandomGenerator random();

  /** The {@code User-Agent} header of webhook requests. */
  String userAgent();

  SessionStore sessions();

  KeyStore keys();

  ChecksumKeyStore checksumKeys();

  ClientRulesStore clientRules();

  PresenceStore presences();

  IntakeStore intakes();

  ContactDataStore contactData();

  HistoryStore history();

  OwnPresenceStore ownPresences();

  SubscriberStore subscribers();

  CommandResultStore commandResults();

  WebhookStore webhooks();

  LaneStore lanes();

  BatchReader batchReader();

  ParkedLanes parkedLanes();

  ReceiverHealthStore health();

  WakeStore wakeStore();

  RetryQueue retryQueue();

  ReceiverClient receivers();

  EngineClient engineClient();

  RemoteEngines remoteEngines();

  TendingStore tendings();

  TendQueue tendQueue();

  ConnectionStore connections();

  LiveSender liveSender();

  LiveMessages liveMessages();
}
