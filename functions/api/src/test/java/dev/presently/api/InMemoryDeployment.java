package dev.presently.api;

import dev.presently.adapters.engines.SupportedEngines;
import dev.presently.adapters.json.LiveJson;
import dev.presently.adapters.log.Log;
import dev.presently.core.DependencyFailed;
import dev.presently.core.Examples;
import dev.presently.core.access.InMemoryRequestCounter;
import dev.presently.core.access.KeyStore;
import dev.presently.core.access.MasterKey;
import dev.presently.core.access.MasterKeyStore;
import dev.presently.core.access.RequestCounter;
import dev.presently.core.client.DailyRequestCounter;
import dev.presently.core.client.InMemoryDailyRequestCounter;
import dev.presently.core.command.CommandQueue;
import dev.presently.core.command.CommandResultStore;
import dev.presently.core.command.InMemoryCommandQueue;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.DeliveryLog;
import dev.presently.core.delivery.ReceiverClient;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.HostChecker;
import dev.presently.core.destination.InMemoryHostChecker;
import dev.presently.core.engine.Engine;
import dev.presently.core.engine.Engines;
import dev.presently.core.engine.ExecuteCommand;
import dev.presently.core.engine.Loopback;
import dev.presently.core.engine.RemoteEngines;
import dev.presently.core.engine.Subscriptions;
import dev.presently.core.idempotency.IdempotencyStore;
import dev.presently.core.idempotency.InMemoryIdempotencyStore;
import dev.presently.core.live.LiveMessages;
import dev.presently.core.presence.ApplyReports;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Presence;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.PresenceStore;
import dev.presently.core.presence.Report;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import dev.presently.core.subscription.SubscriberStore;
import dev.presently.core.webhook.WebhookStore;
import dev.presently.core.wiring.InMemoryPorts;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A deployment in memory, wired like the deployed one. */
public final class InMemoryDeployment extends InMemoryPorts implements ApiWiring {
  public final AtomicInteger masterKeyReads = new AtomicInteger();
  public final InMemoryHostChecker hosts =
      new InMemoryHostChecker().withPublic("receiver.presently.dev", "other.presently.dev");
  public final InMemoryRequestCounter usages = new InMemoryRequestCounter();
  public final InMemoryDailyRequestCounter daily = new InMemoryDailyRequestCounter();
  public final InMemoryIdempotencyStore answers = new InMemoryIdempotencyStore();
  public final InMemoryCommandQueue commandQueue = new InMemoryCommandQueue();

  // A test may replace these.
  public AllowedPrivateHosts allowed = new AllowedPrivateHosts(Set.of("127.0.0.1"));
  public HostChecker hostChecker = hosts;
  public ReceiverClient receivers = super.receivers();
  public SessionStore sessionStore = sessions;
  public PresenceStore presenceStore = presences;
  public KeyStore keyStore = keys;
  public WebhookStore webhookStore = webhooks;
  public CommandResultStore commandResultStore = commandResults;
  public String version = "0.0.0";

  /** The real ones, so that their webhooks can be read; commands go to {@link #engine}. */
  public RemoteEngines remoteEngines = new SupportedEngines();

  public Supplier<Engines> engines = () -> useCases().engines();

  private final RequestLog log;

  public InMemoryDeployment() {
    this(new RequestLog(Log.to(new PrintStream(OutputStream.nullOutputStream()), "error")));
  }

  public InMemoryDeployment(RequestLog log) {
    this.log = log;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public SessionStore sessions() {
    return sessionStore;
  }

  @Override
  public PresenceStore presences() {
    return presenceStore;
  }

  @Override
  public KeyStore keys() {
    return keyStore;
  }

  @Override
  public WebhookStore webhooks() {
    return webhookStore;
  }

  @Override
  public LiveMessages liveMessages() {
    return new LiveJson();
  }

  @Override
  public RequestLog requestLog() {
    return log;
  }

  @Override
  public RequestCounter requestCounter() {
    return usages;
  }

  @Override
  public DailyRequestCounter dailyRequestCounter() {
    return daily;
  }

  @Override
  public IdempotencyStore idempotencyStore() {
    return answers;
  }

  /** The master key is {@code the-master-key-of-tests}. */
  @Override
  public MasterKeyStore masterKey() {
    return () -> {
      masterKeyReads.incrementAndGet();
      return Optional.of(new MasterKey("the-master-key-of-tests"));
    };
  }

  @Override
  public CommandQueue commandQueue() {
    return commandQueue;
  }

  @Override
  public DeliveryLog deliveryLog() {
    return lanes;
  }

  @Override
  public AllowedPrivateHosts allowedPrivateHosts() {
    return allowed;
  }

  @Override
  public HostChecker hosts() {
    return hostChecker;
  }

  @Override
  public ReceiverClient receivers() {
    return receivers;
  }

  @Override
  public CommandResultStore commandResults() {
    return commandResultStore;
  }

  @Override
  public ExecuteCommand executeCommand() {
    return new ExecuteCommand(engines.get());
  }

  /** Counts from {@code cmd_1}. */
  @Override
  public Supplier<String> commandIds() {
    var count = new AtomicInteger();
    return () -> Integer.toString(count.incrementAndGet());
  }

  public Engine engine(String session) {
    return useCases().engines().find(new SessionName(session)).orElseThrow();
  }

  @Override
  public RemoteEngines remoteEngines() {
    return remoteEngines;
  }

  /** Engines whose subscriber list fails for this contact. */
  public Engines enginesFailingAt(Jid contact) {
    SubscriberStore failing =
        (SubscriberStore)
            Proxy.newProxyInstance(
                SubscriberStore.class.getClassLoader(),
                new Class<?>[] {SubscriberStore.class},
                (_, method, arguments) -> {
                  if (method.getName().equals("add") && contact.equals(arguments[0])) {
                    throw new DependencyFailed("no room");
                  }
                  return method.invoke(subscribers, arguments);
                });
    return new Engines(
        sessions,
        new Subscriptions(presences, conflictRetry(), clock),
        new Loopback(
            sessions,
            ownPresences,
            failing,
            intakes(),
            new ApplyReports(useCases().applyReport()),
            conflictRetry(),
            clock),
        useCases().engines().remote());
  }

  /** Stores the session. */
  public void store(Session session) {
    sessions.save(Optional.empty(), session);
  }

  /** Stores and starts a loopback session with this number. */
  public void storeConnected(String name, String e164) {
    store(Examples.loopback(name, e164));
    engine(name).start(Optional.empty());
  }

  /** Subscribes; a session with a remote engine has not asked it yet. */
  public void subscribe(String session, String jid) {
    Engine found = engine(session);
    if (found.session().engine().isLoopback()) {
      found.subscribe(Jid.parse(jid));
    } else {
      found.subscriptions().begin(new SessionName(session), Jid.parse(jid));
    }
  }

  public void report(String session, Report report) {
    useCases().applyReport().apply(new SessionName(session), report);
  }

  public Session session(String name) {
    return sessions.find(new SessionName(name)).orElseThrow();
  }

  /** The stored presence of the contact in this session. */
  public Optional<Presence> presence(String session, String jid) {
    return presences
        .find(PresenceKey.of(new SessionName(session), Jid.parse(jid)))
        .flatMap(record -> record.presence());
  }

  /** The addresses of so many groups of the session {@code shop}, with 1,024 participants each. */
  public List<String> storeLargeGroups(int count) {
    store(Examples.remote("shop", "+5511900000000"));
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String group = "1203000000" + (10 + i) + "@g.us";
      groups.add(group);
      subscribe("shop", group);
      for (int who = 0; who < 1_024; who++) {
        report(
            "shop",
            Report.about(
                    Identity.of(
                        Jid.phone("55119" + (10_000_000 + who)),
                        Jid.lid("8100000" + (10_000_000 + who)),
                        Identity.Mode.PN))
                .in(Jid.parse(group))
                .with(Availability.AVAILABLE));
      }
    }
    return groups;
  }
}
