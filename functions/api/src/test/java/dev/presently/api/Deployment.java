package dev.presently.api;

import dev.presently.adapters.json.EventJson;
import dev.presently.adapters.log.Log;
import dev.presently.core.DependencyFailed;
import dev.presently.core.Examples;
import dev.presently.core.ImmediateConflictRetry;
import dev.presently.core.TestClock;
import dev.presently.core.access.Authenticate;
import dev.presently.core.access.ChangeKey;
import dev.presently.core.access.InMemoryKeyStore;
import dev.presently.core.access.InMemoryRequestCounter;
import dev.presently.core.access.LimitRate;
import dev.presently.core.access.MasterKey;
import dev.presently.core.command.InMemoryCommandQueue;
import dev.presently.core.command.InMemoryCommandResultStore;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.EraseDeliveries;
import dev.presently.core.delivery.FindDeliveries;
import dev.presently.core.delivery.InMemoryLaneStore;
import dev.presently.core.delivery.InMemoryReceiverHealthStore;
import dev.presently.core.delivery.InMemoryRetryQueue;
import dev.presently.core.delivery.ReceiverClient;
import dev.presently.core.delivery.RequestRedelivery;
import dev.presently.core.delivery.ReviseWebhook;
import dev.presently.core.delivery.SendTestEvent;
import dev.presently.core.delivery.Wakes;
import dev.presently.core.delivery.WebhookStates;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.InMemoryHostChecker;
import dev.presently.core.engine.Engine;
import dev.presently.core.engine.Engines;
import dev.presently.core.engine.ExecuteCommand;
import dev.presently.core.engine.InMemoryOwnPresenceStore;
import dev.presently.core.engine.Loopback;
import dev.presently.core.engine.RemoveSession;
import dev.presently.core.engine.Subscriptions;
import dev.presently.core.idempotency.InMemoryIdempotencyStore;
import dev.presently.core.presence.ApplyReport;
import dev.presently.core.presence.InMemoryPresenceStore;
import dev.presently.core.presence.Presence;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.ReadPresence;
import dev.presently.core.presence.Report;
import dev.presently.core.privacy.CollectContactData;
import dev.presently.core.privacy.EraseContactData;
import dev.presently.core.session.ChangeSession;
import dev.presently.core.session.InMemorySessionStore;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.subscription.InMemorySubscriberStore;
import dev.presently.core.subscription.SubscriberStore;
import dev.presently.core.webhook.ChangeWebhook;
import dev.presently.core.webhook.InMemoryWebhookStore;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A deployment in memory, made as the wiring makes the real one. */
public final class Deployment {
  public final TestClock clock = new TestClock();
  public final InMemorySessionStore sessions = new InMemorySessionStore();
  public final InMemoryPresenceStore presences = new InMemoryPresenceStore();
  public final InMemoryOwnPresenceStore ownPresences = new InMemoryOwnPresenceStore();
  public final InMemorySubscriberStore subscribers = new InMemorySubscriberStore();
  public final InMemoryWebhookStore webhooks = new InMemoryWebhookStore();
  public final AllowedPrivateHosts allowed = new AllowedPrivateHosts(Set.of("127.0.0.1"));
  public final InMemoryHostChecker hosts =
      new InMemoryHostChecker().withPublic("receiver.presently.dev", "other.presently.dev");
  public final InMemoryLaneStore lanes = new InMemoryLaneStore();
  public final InMemoryReceiverHealthStore health = new InMemoryReceiverHealthStore();
  public final InMemoryRetryQueue retries = new InMemoryRetryQueue();
  public final InMemoryKeyStore keys = new InMemoryKeyStore();
  public final InMemoryRequestCounter usages = new InMemoryRequestCounter();
  public final InMemoryIdempotencyStore answers = new InMemoryIdempotencyStore();
  public final InMemoryCommandQueue commandQueue = new InMemoryCommandQueue();
  public final InMemoryCommandResultStore commandResults = new InMemoryCommandResultStore();
  private final ImmediateConflictRetry contention = new ImmediateConflictRetry();

  /** As the wiring makes it; calls without a caller pass it untouched. */
  public RequestFilters entrance() {
    return entrance(journal());
  }

  public RequestLog journal() {
    return new RequestLog(Log.to(new PrintStream(OutputStream.nullOutputStream()), "error"));
  }

  RequestFilters entrance(RequestLog journal) {
    return new RequestFilters(
        journal,
        new RateLimitFilter(new LimitRate(usages, clock), journal),
        new IdempotencyFilter(answers, () -> UUID.randomUUID().toString(), clock, journal));
  }

  public ReadPresence readPresence() {
    return new ReadPresence(presences, clock);
  }

  public ApplyReport applyReport() {
    return new ApplyReport(presences, contention, clock);
  }

  public ChangeSession changeSession() {
    return new ChangeSession(sessions, contention, clock);
  }

  public ReviseWebhook reviseWebhook() {
    return new ReviseWebhook(
        new ChangeWebhook(webhooks, contention, clock),
        webhooks,
        health,
        new Wakes(health, retries, clock));
  }

  /** With the master key {@code the-master-key-of-tests}. */
  public Authenticate authenticate() {
    return new Authenticate(
        keys, () -> Optional.of(new MasterKey("the-master-key-of-tests")), clock);
  }

  public ChangeKey changeKey() {
    return new ChangeKey(keys, contention);
  }

  public WebhookStates targets() {
    return new WebhookStates(webhooks, health);
  }

  public RequestRedelivery askRedelivery() {
    return new RequestRedelivery(webhooks, lanes, retries);
  }

  public SendTestEvent testReceiver(ReceiverClient receivers) {
    return new SendTestEvent(
        webhooks,
        receivers,
        new EventJson(),
        "Presently/test",
        () -> UUID.randomUUID().toString(),
        clock);
  }

  /** Ids count from {@code cmd_1}. */
  public CommandDispatcher commands() {
    return commands(engines());
  }

  public CommandDispatcher commands(Engines others) {
    var count = new AtomicInteger();
    return new CommandDispatcher(
        executeCommand(others), commandQueue, () -> Integer.toString(count.incrementAndGet()));
  }

  public ExecuteCommand executeCommand(Engines others) {
    return new ExecuteCommand(sessions, others);
  }

  public Engines engines() {
    return new Engines(sessions, new Subscriptions(presences, contention, clock), loopback());
  }

  public Engine engine(String session) {
    return engines().find(new SessionName(session)).orElseThrow();
  }

  /** Engines whose list of subscribers fails at this contact. */
  public Engines enginesFailingAt(Jid contact) {
    SubscriberStore failing =
        new SubscriberStore() {
          @Override
          public void add(Jid wished, SessionName subscriber) {
            if (wished.equals(contact)) {
              throw new DependencyFailed("no room");
            }
            subscribers.add(wished, subscriber);
          }

          @Override
          public void remove(Jid wished, SessionName subscriber) {
            subscribers.remove(wished, subscriber);
          }

          @Override
          public void removeAll(Collection<Jid> all, SessionName subscriber) {
            subscribers.removeAll(all, subscriber);
          }

          @Override
          public boolean contains(Jid wished, SessionName subscriber) {
            return subscribers.contains(wished, subscriber);
          }

          @Override
          public Iterable<SessionName> of(Jid wished) {
            return subscribers.of(wished);
          }
        };
    return new Engines(
        sessions, new Subscriptions(presences, contention, clock), loopback(failing));
  }

  public RemoveSession removeSession() {
    return new RemoveSession(
        sessions, presences, subscribers, reviseWebhook(), engines(), loopback());
  }

  public CollectContactData gatherContact() {
    return new CollectContactData(presences, presences, commandResults);
  }

  public FindDeliveries keptDeliveries() {
    return new FindDeliveries(webhooks, lanes);
  }

  public EraseContactData forgetContact() {
    return new EraseContactData(
        sessions,
        gatherContact(),
        new EraseDeliveries(webhooks, lanes, lanes, contention),
        commandResults,
        subscribers,
        presences);
  }

  /** A session is stored. */
  public void has(Session session) {
    sessions.save(Optional.empty(), session);
  }

  /** A loopback session with this number is stored and started. */
  public void hasConnected(String name, String e164) {
    has(Examples.loopback(name, e164));
    engine(name).start();
  }

  public void subscribe(String session, String jid) {
    engine(session).subscribe(Jid.parse(jid));
  }

  public void hears(String session, Report report) {
    applyReport().apply(new SessionName(session), report);
  }

  public Session session(String name) {
    return sessions.find(new SessionName(name)).orElseThrow();
  }

  /** What this session holds of that contact. */
  public Optional<Presence> presence(String session, String jid) {
    return presences
        .find(PresenceKey.of(new SessionName(session), Jid.parse(jid)))
        .flatMap(record -> record.presence());
  }

  private Loopback loopback() {
    return loopback(subscribers);
  }

  private Loopback loopback(SubscriberStore listed) {
    return new Loopback(sessions, ownPresences, listed, applyReport(), contention, clock);
  }
}
