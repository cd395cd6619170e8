package dev.presently.core.wiring;

import dev.presently.core.delivery.AttemptDelivery;
import dev.presently.core.delivery.AttemptRedelivery;
import dev.presently.core.delivery.ChangeWebhook;
import dev.presently.core.delivery.DrainLane;
import dev.presently.core.delivery.DrainWebhook;
import dev.presently.core.delivery.LaneDeliveries;
import dev.presently.core.delivery.RequestRedelivery;
import dev.presently.core.delivery.SendDelivery;
import dev.presently.core.delivery.Wakes;
import dev.presently.core.delivery.WebhookStates;
import dev.presently.core.engine.ApplyEngineEvents;
import dev.presently.core.engine.ChangeConnection;
import dev.presently.core.engine.Engines;
import dev.presently.core.engine.ExecuteCommand;
import dev.presently.core.engine.ExecuteTending;
import dev.presently.core.engine.Loopback;
import dev.presently.core.engine.QueueDueTendings;
import dev.presently.core.engine.RemoteCommands;
import dev.presently.core.engine.RemoveSession;
import dev.presently.core.engine.Subscriptions;
import dev.presently.core.engine.Tendings;
import dev.presently.core.history.ReadHistory;
import dev.presently.core.live.EndConnection;
import dev.presently.core.live.PushPresences;
import dev.presently.core.live.ReceiveMessage;
import dev.presently.core.presence.ApplyReport;
import dev.presently.core.presence.ApplyReports;
import dev.presently.core.presence.EndActivity;
import dev.presently.core.presence.ReadPresence;
import dev.presently.core.privacy.CollectContactData;
import dev.presently.core.privacy.EraseContactData;
import dev.presently.core.session.ChangeSession;

/**
 * Builds use cases, each from only the ports that it needs. Use cases over a port that one function
 * alone has are built in the wiring of that function.
 */
public record UseCases(Ports ports) {
  public ChangeSession changeSession() {
    return new ChangeSession(ports.sessions(), ports.conflictRetry(), ports.clock());
  }

  public ReadPresence readPresence() {
    return new ReadPresence(ports.presences(), ports.clock());
  }

  public ReadHistory readHistory() {
    return new ReadHistory(ports.presences(), ports.history());
  }

  public ApplyReport applyReport() {
    return new ApplyReport(ports.presences(), ports.conflictRetry(), ports.clock());
  }

  public EndActivity endActivity() {
    return new EndActivity(ports.presences(), ports.conflictRetry(), ports.clock());
  }

  public Tendings tendings() {
    return new Tendings(
        ports.tendings(),
        ports.tendQueue(),
        ports.remoteEngines(),
        ports.conflictRetry(),
        ports.random(),
        ports.clock());
  }

  public ChangeConnection changeConnection() {
    return new ChangeConnection(ports.sessions(), tendings(), ports.conflictRetry(), ports.clock());
  }

  public ApplyEngineEvents applyEngineEvents() {
    return new ApplyEngineEvents(
        ports.intakes(), new ApplyReports(applyReport()), changeConnection(), ports.clock());
  }

  public QueueDueTendings queueDueTendings() {
    return new QueueDueTendings(ports.tendings(), ports.tendQueue(), ports.clock());
  }

  public ExecuteTending executeTending() {
    return new ExecuteTending(ports.sessions(), ports.presences(), remoteCommands());
  }

  private Subscriptions subscriptions() {
    return new Subscriptions(ports.presences(), ports.conflictRetry(), ports.clock());
  }

  private RemoteCommands remoteCommands() {
    return new RemoteCommands(
        ports.engineClient(),
        ports.sessions(),
        changeConnection(),
        tendings(),
        subscriptions(),
        ports.ownPresences());
  }

  public Engines engines() {
    return new Engines(
        ports.sessions(),
        subscriptions(),
        new Loopback(
            ports.sessions(),
            ports.ownPresences(),
            ports.subscribers(),
            ports.intakes(),
            new ApplyReports(applyReport()),
            ports.conflictRetry(),
            ports.clock()),
        remoteCommands());
  }

  public ExecuteCommand executeCommand() {
    return new ExecuteCommand(engines());
  }

  public RemoveSession removeSession() {
    return new RemoveSession(
        ports.sessions(),
        ports.presences(),
        ports.contactData(),
        ports.history(),
        ports.commandResults(),
        laneDeliveries(),
        changeWebhook(),
        ports.clientRules(),
        engines());
  }

  public ChangeWebhook changeWebhook() {
    return new ChangeWebhook(
        ports.webhooks(), ports.health(), wakes(), ports.conflictRetry(), ports.clock());
  }

  public WebhookStates webhookStates() {
    return new WebhookStates(ports.webhooks(), ports.health());
  }

  public RequestRedelivery requestRedelivery() {
    return new RequestRedelivery(ports.webhooks(), ports.lanes(), ports.retryQueue());
  }

  public LaneDeliveries laneDeliveries() {
    return new LaneDeliveries(ports.webhooks(), ports.lanes(), ports.conflictRetry());
  }

  public CollectContactData collectContactData() {
    return new CollectContactData(ports.presences(), ports.contactData(), ports.commandResults());
  }

  public EraseContactData eraseContactData() {
    return new EraseContactData(
        ports.sessions(),
        collectContactData(),
        laneDeliveries(),
        ports.commandResults(),
        ports.subscribers(),
        ports.history(),
        ports.contactData());
  }

  public Wakes wakes() {
    return new Wakes(ports.wakeStore(), ports.retryQueue(), ports.clock());
  }

  public SendDelivery sendDelivery() {
    return new SendDelivery(
        ports.batchReader(),
        ports.lanes(),
        attemptDelivery(),
        wakes(),
        ports.conflictRetry(),
        ports.clock());
  }

  public DrainLane drainLane() {
    return new DrainLane(ports.lanes(), attemptDelivery(), ports.conflictRetry(), ports.clock());
  }

  public DrainWebhook drainWebhook() {
    return new DrainWebhook(
        webhookStates(),
        ports.lanes(),
        ports.parkedLanes(),
        ports.health(),
        wakes(),
        ports.clock());
  }

  public AttemptRedelivery attemptRedelivery() {
    return new AttemptRedelivery(
        ports.lanes(), webhookStates(), attemptDelivery(), wakes(), ports.conflictRetry());
  }

  public ReceiveMessage receiveMessage() {
    return new ReceiveMessage(ports.connections(), ports.conflictRetry(), ports.clock());
  }

  public EndConnection endConnection() {
    return new EndConnection(ports.connections(), ports.liveSender(), ports.liveMessages());
  }

  public PushPresences pushPresences() {
    return new PushPresences(
        ports.connections(),
        ports.liveSender(),
        ports.liveMessages(),
        readPresence(),
        ports.keys(),
        ports.clientRules(),
        ports.clock());
  }

  private AttemptDelivery attemptDelivery() {
    return new AttemptDelivery(
        ports.receivers(),
        ports.health(),
        changeWebhook(),
        ports.userAgent(),
        ports.random(),
        ports.clock());
  }
}
