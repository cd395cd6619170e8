package dev.presently.core.engine;

import dev.presently.core.Examples;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineState;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.subscription.Subscription;
import dev.presently.core.wiring.InMemoryPorts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** One session with a remote engine in memory; its requests are handled as their time comes. */
final class RemoteWorld {
  static final SessionName SHOP = new SessionName("shop");
  private static final Duration SCHEDULE = Duration.ofMinutes(1);

  final InMemoryPorts ports;
  final Engines engines;
  final ChangeConnection connections;
  private final QueueDueTendings queueDueTendings;
  private final ExecuteTending executeTending;
  private Instant nextRun;

  RemoteWorld() {
    this(new InMemoryPorts());
  }

  RemoteWorld(InMemoryPorts ports) {
    this.ports = ports;
    this.engines = ports.useCases().engines();
    this.connections = ports.useCases().changeConnection();
    this.queueDueTendings = ports.useCases().queueDueTendings();
    this.executeTending = ports.useCases().executeTending();
    this.nextRun = ports.clock.instant().plus(SCHEDULE);
    ports.sessions.save(Optional.empty(), Examples.remote("shop", "+5511777777777"));
  }

  static Jid contact(int number) {
    return Jid.phone(Long.toString(5511_900_000_000L + number));
  }

  static List<Jid> contacts(int count) {
    return IntStream.range(0, count).mapToObj(RemoteWorld::contact).toList();
  }

  Session session() {
    return ports.sessions.find(SHOP).orElseThrow();
  }

  EngineState state() {
    return session().engineState();
  }

  Engine engine() {
    return engines.find(SHOP).orElseThrow();
  }

  Tending tending() {
    return ports.tendings.find(SHOP).orElseThrow();
  }

  boolean hasPass() {
    return ports.tendings.find(SHOP).flatMap(Tending::pass).isPresent();
  }

  Optional<Subscription> subscription(Jid contact) {
    return ports.presences.find(PresenceKey.of(SHOP, contact)).flatMap(ContactRecord::subscription);
  }

  void pace(String perSecond) {
    EngineSettings.Options options =
        new EngineSettings.Options(
            Optional.of(new BigDecimal(perSecond)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Session before = session();
    ports.sessions.save(
        Optional.of(before),
        before.changed(before.engine().with(options), before.profile(), ports.clock.instant()));
  }

  void report(SessionStatus status) {
    connections.apply(SHOP, ConnectionReport.of(status));
  }

  void connect() {
    report(SessionStatus.CONNECTED);
  }

  void disconnect() {
    report(SessionStatus.CONNECTING);
  }

  void reconnect() {
    disconnect();
    connect();
  }

  /** Stores subscriptions that nobody was asked for. */
  void subscribed(List<Jid> contacts) {
    contacts.forEach(contact -> engine().subscriptions().begin(SHOP, contact));
  }

  /** Handles the requests that are due now. */
  List<ExecuteTending.Result> receive() {
    return ports.tendQueue.receive(ports.clock.instant()).stream()
        .map(executeTending::tend)
        .toList();
  }

  ExecuteTending.Result tend(TendRequest request) {
    return executeTending.tend(request);
  }

  int run() {
    return queueDueTendings.tend();
  }

  /** Lets this time pass: the schedule runs each minute, requests are handled when they are due. */
  void pass(Duration time) {
    Instant end = ports.clock.instant().plus(time);
    while (true) {
      Instant next = ports.tendQueue.nextDue().filter(due -> due.isBefore(nextRun)).orElse(nextRun);
      if (next.isAfter(end)) {
        ports.clock.set(end);
        return;
      }
      if (next.isAfter(ports.clock.instant())) {
        ports.clock.set(next);
      }
      if (next.equals(nextRun)) {
        run();
        nextRun = nextRun.plus(SCHEDULE);
      }
      receive();
    }
  }
}
