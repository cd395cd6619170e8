package dev.presently.api;

import dev.presently.adapters.json.EventJson;
import dev.presently.adapters.log.Log;
import dev.presently.api.command.OperationsJson;
import dev.presently.core.DependencyFailed;
import dev.presently.core.access.Authenticate;
import dev.presently.core.access.ChangeKey;
import dev.presently.core.access.LimitRate;
import dev.presently.core.access.MasterKey;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.AskRedelivery;
import dev.presently.core.delivery.ForgetDeliveries;
import dev.presently.core.delivery.KeptDeliveries;
import dev.presently.core.delivery.Receivers;
import dev.presently.core.delivery.ReviseWebhook;
import dev.presently.core.delivery.Targets;
import dev.presently.core.delivery.TestReceiver;
import dev.presently.core.delivery.Wakes;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.engine.CarryOut;
import dev.presently.core.engine.Engines;
import dev.presently.core.engine.Loopback;
import dev.presently.core.engine.RemoveSession;
import dev.presently.core.engine.Subscriptions;
import dev.presently.core.presence.ApplyReport;
import dev.presently.core.presence.Presence;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.ReadPresence;
import dev.presently.core.presence.Report;
import dev.presently.core.privacy.ForgetContact;
import dev.presently.core.privacy.GatherContact;
import dev.presently.core.session.ChangeSession;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.subscription.Subscribers;
import dev.presently.core.webhook.ChangeWebhook;
import dev.presently.testkit.Examples;
import dev.presently.testkit.InMemoryCommandQueue;
import dev.presently.testkit.InMemoryCommandResults;
import dev.presently.testkit.InMemoryFirstAnswers;
import dev.presently.testkit.InMemoryHealth;
import dev.presently.testkit.InMemoryHosts;
import dev.presently.testkit.InMemoryKeyStore;
import dev.presently.testkit.InMemoryLanes;
import dev.presently.testkit.InMemoryOwnPresenceStore;
import dev.presently.testkit.InMemoryPresenceStore;
import dev.presently.testkit.InMemoryRetryQueue;
import dev.presently.testkit.InMemorySessionStore;
import dev.presently.testkit.InMemorySubscribers;
import dev.presently.testkit.InMemoryUsageStore;
import dev.presently.testkit.InMemoryWebhookStore;
import dev.presently.testkit.TestClock;
import dev.presently.testkit.TryAgain;
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
  public final InMemorySubscribers subscribers = new InMemorySubscribers();
  public final InMemoryWebhookStore webhooks = new InMemoryWebhookStore();
  public final AllowedPrivateHosts allowed = new AllowedPrivateHosts(Set.of("127.0.0.1"));
  public final InMemoryHosts hosts =
      new InMemoryHosts().withPublic("receiver.presently.dev", "other.presently.dev");
  public final InMemoryLanes lanes = new InMemoryLanes();
  public final InMemoryHealth health = new InMemoryHealth();
  public final InMemoryRetryQueue retries = new InMemoryRetryQueue();
  public final InMemoryKeyStore keys = new InMemoryKeyStore();
  public final InMemoryUsageStore usages = new InMemoryUsageStore();
  public final InMemoryFirstAnswers answers = new InMemoryFirstAnswers();
  public final InMemoryCommandQueue commandQueue = new InMemoryCommandQueue();
  public final InMemoryCommandResults commandResults = new InMemoryCommandResults();
  private final TryAgain contention = new TryAgain();

  /** As the wiring makes it; calls without a caller pass it untouched. */
  public Entrance entrance() {
    return entrance(journal());
  }

  public Journal journal() {
    return new Journal(Log.to(new PrintStream(OutputStream.nullOutputStream()), "error"));
  }

  Entrance entrance(Journal journal) {
    return new Entrance(
        journal,
        new RateGate(new LimitRate(usages, clock), journal),
        new OnceGate(answers, () -> UUID.randomUUID().toString(), clock, journal));
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

  public Targets targets() {
    return new Targets(webhooks, health);
  }

  public AskRedelivery askRedelivery() {
    return new AskRedelivery(webhooks, lanes, retries);
  }

  public TestReceiver testReceiver(Receivers receivers) {
    return new TestReceiver(
        webhooks,
        receivers,
        new EventJson(),
        "Presently/test",
        () -> UUID.randomUUID().toString(),
        clock);
  }

  /** Ids count from {@code cmd_1}. */
  public Commands commands() {
    return commands(engines());
  }

  public Commands commands(Engines others) {
    var count = new AtomicInteger();
    return new Commands(
        carryOut(others),
        OperationsJson::answer,
        commandQueue,
        () -> Integer.toString(count.incrementAndGet()));
  }

  public CarryOut carryOut(Engines others) {
    return new CarryOut(sessions, others);
  }

  public Engines engines() {
    return new Engines(sessions, new Subscriptions(presences, contention, clock), loopback());
  }

  /** Engines whose list of subscribers fails at this contact. */
  public Engines enginesFailingAt(Jid contact) {
    Subscribers failing =
        new Subscribers() {
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

  public GatherContact gatherContact() {
    return new GatherContact(presences, presences, commandResults);
  }

  public KeptDeliveries keptDeliveries() {
    return new KeptDeliveries(webhooks, lanes);
  }

  public ForgetContact forgetContact() {
    return new ForgetContact(
        sessions,
        gatherContact(),
        new ForgetDeliveries(webhooks, lanes, lanes, contention),
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
    engines().of(new SessionName(name)).start();
  }

  public void subscribe(String session, String jid) {
    engines().of(new SessionName(session)).subscribe(Jid.parse(jid));
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

  private Loopback loopback(Subscribers listed) {
    return new Loopback(sessions, ownPresences, listed, applyReport(), contention, clock);
  }
}
