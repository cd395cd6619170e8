package dev.presently.core.engine;

import static dev.presently.core.engine.RemoteWorld.SHOP;
import static dev.presently.core.engine.RemoteWorld.contact;
import static dev.presently.core.engine.RemoteWorld.contacts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.Presence;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.PresenceState;
import dev.presently.core.presence.Report;
import dev.presently.core.presence.Seq;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.session.SessionStore;
import dev.presently.core.wiring.InMemoryPorts;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StalePresencesTest {
  private static final Jid GROUP = Jid.parse("120363000000000001@g.us");

  private final RemoteWorld world = new RemoteWorld();
  private final ApplyEngineEvents events = world.ports.useCases().applyEngineEvents();

  private void report(Report... reports) {
    events.apply(world.session(), new EngineEvents(List.of(reports), List.of(), List.of(), 0));
  }

  private void online(Jid contact) {
    report(Report.about(Identity.of(contact)).with(Availability.AVAILABLE));
  }

  private ContactRecord record(Jid contact) {
    return world.ports.presences.find(PresenceKey.of(SHOP, contact)).orElseThrow();
  }

  private Presence stored(Jid contact) {
    return record(contact).presence().orElseThrow();
  }

  private long unknown(List<Jid> contacts) {
    return contacts.stream().filter(who -> stored(who).state() == PresenceState.UNKNOWN).count();
  }

  private PresenceState read(Jid chat) {
    return world.ports.useCases().readPresence().find(SHOP, chat).orElseThrow().state();
  }

  private void passed(Duration time) {
    world.pass(time);
  }

  @Test
  void anAvailableThatNobodyConfirmsIsUnknownAtOnceForReadersAndSoonAsAChange() {
    world.connect();
    passed(Duration.ofMinutes(3));
    online(contact(1));
    Instant reported = world.ports.clock.instant();
    report(Report.about(Identity.of(contact(2))).in(GROUP).with(Typing.COMPOSING));

    passed(Duration.ofHours(6).minusMillis(1));
    assertThat(read(contact(1))).isEqualTo(PresenceState.AVAILABLE);
    passed(Duration.ofMillis(1));
    assertThat(read(contact(1))).isEqualTo(PresenceState.UNKNOWN);
    assertThat(read(GROUP)).isEqualTo(PresenceState.UNKNOWN);

    passed(Duration.ofMinutes(6));
    assertThat(stored(contact(1)).state()).isEqualTo(PresenceState.UNKNOWN);
    assertThat(stored(contact(1)).seq()).isEqualTo(new Seq(2));
    assertThat(stored(contact(1)).updatedAt()).isEqualTo(reported.plus(Duration.ofHours(6)));
    assertThat(world.ports.presences.group(SHOP, GROUP))
        .allMatch(who -> who.presence().orElseThrow().state() == PresenceState.UNKNOWN);

    online(contact(1));
    assertThat(read(contact(1))).isEqualTo(PresenceState.AVAILABLE);
  }

  @Test
  void aContactThatIsConfirmedAgainAndAgainStaysAvailableWithFewWrites() {
    world.connect();
    online(contact(1));
    long first = record(contact(1)).revision();

    for (int minute = 0; minute < 24 * 60; minute++) {
      passed(Duration.ofMinutes(1));
      online(contact(1));
    }

    assertThat(stored(contact(1)).seq()).isEqualTo(new Seq(1));
    assertThat(record(contact(1)).revision() - first).isBetween(24L, 40L);
  }

  @Test
  void allContactsAreUnknownSoonAfterTheEngineHasDisconnected() {
    world.connect();
    passed(Duration.ofSeconds(5));
    List<Jid> all = contacts(250);
    all.forEach(this::online);
    report(Report.about(Identity.of(contact(0))).with(Availability.UNAVAILABLE));
    passed(Duration.ofSeconds(1));

    world.report(SessionStatus.STOPPED);
    passed(Duration.ZERO);
    assertThat(unknown(all)).isBetween(1L, 100L);
    passed(Duration.ofSeconds(1));
    assertThat(unknown(all)).isBetween(101L, 200L);
    passed(Duration.ofSeconds(2));

    assertThat(unknown(all)).isEqualTo(249);
    assertThat(stored(contact(0)).state()).isEqualTo(PresenceState.UNAVAILABLE);
    assertThat(stored(contact(0)).observedLastSeen()).isPresent();
    assertThat(stored(contact(1)).observedLastSeen()).isEmpty();
    assertThat(world.tending().sweep().lostAt()).isEmpty();
  }

  @Test
  void anEngineThatConnectsAgainWithinAMinuteLosesNobody() {
    world.connect();
    online(contact(1));
    passed(Duration.ofSeconds(1));
    world.report(SessionStatus.CONNECTING);
    passed(Duration.ofSeconds(50));
    world.connect();
    passed(Duration.ofMinutes(5));
    assertThat(stored(contact(1)).state()).isEqualTo(PresenceState.AVAILABLE);

    world.report(SessionStatus.CONNECTING);
    passed(Duration.ofSeconds(59));
    assertThat(stored(contact(1)).state()).isEqualTo(PresenceState.AVAILABLE);
    passed(Duration.ofSeconds(1));
    assertThat(stored(contact(1)).state()).isEqualTo(PresenceState.UNKNOWN);
  }

  @Test
  void anEngineThatReconnectsTwiceWithinAMinuteLosesNobody() {
    world.connect();
    online(contact(1));
    passed(Duration.ofSeconds(1));
    world.report(SessionStatus.CONNECTING);
    passed(Duration.ofSeconds(5));
    world.connect();
    passed(Duration.ofSeconds(50));
    world.report(SessionStatus.CONNECTING);
    passed(Duration.ofSeconds(15));
    assertThat(stored(contact(1)).state()).isEqualTo(PresenceState.AVAILABLE);
    world.connect();
    passed(Duration.ofMinutes(5));

    assertThat(stored(contact(1)).state()).isEqualTo(PresenceState.AVAILABLE);
  }

  @Test
  void aLossThatTurnsOutToBeOutdatedWhenItIsStoredMakesNobodyUnknown() {
    var ports = new Interrupted();
    var other = new RemoteWorld(ports);
    other.connect();
    available(other);
    other.pass(Duration.ofSeconds(1));
    Instant at = ports.clock.instant().minusSeconds(2);
    ports.beforeSave = () -> other.connections.apply(SHOP, connected(at.plusSeconds(1)));
    other.connections.apply(SHOP, ConnectionReport.of(SessionStatus.STOPPED).at(at));
    assertThat(other.session().status()).isEqualTo(SessionStatus.CONNECTED);

    other.pass(Duration.ofMinutes(5));

    assertThat(state(other)).isEqualTo(PresenceState.AVAILABLE);
    assertThat(other.tending().sweep().lostAt()).isEmpty();
  }

  @Test
  void aLossThatIsSweptBeforeItsStatusIsStoredIsNotForgotten() {
    var ports = new Interrupted();
    var other = new RemoteWorld(ports);
    other.connect();
    available(other);
    other.pass(Duration.ofSeconds(1));
    ports.beforeSave = () -> other.tend(TendRequest.due(SHOP));
    other.report(SessionStatus.STOPPED);

    other.pass(Duration.ofMinutes(2));

    assertThat(state(other)).isEqualTo(PresenceState.UNKNOWN);
  }

  /** Something else happens before a session is saved. */
  private static final class Interrupted extends InMemoryPorts {
    private Runnable beforeSave = () -> {};

    @Override
    protected <T> T port(Class<T> type, T real) {
      return type != SessionStore.class
          ? real
          : type.cast(
              Proxy.newProxyInstance(
                  type.getClassLoader(),
                  new Class<?>[] {type},
                  (_, method, arguments) -> {
                    if (method.getName().equals("save")) {
                      Runnable first = beforeSave;
                      beforeSave = () -> {};
                      first.run();
                    }
                    return method.invoke(real, arguments);
                  }));
    }
  }

  private static ConnectionReport connected(Instant at) {
    return ConnectionReport.of(SessionStatus.CONNECTED).at(at);
  }

  private static void available(RemoteWorld other) {
    Report report = Report.about(Identity.of(contact(1))).with(Availability.AVAILABLE);
    other
        .ports
        .useCases()
        .applyEngineEvents()
        .apply(other.session(), new EngineEvents(List.of(report), List.of(), List.of(), 0));
  }

  private static PresenceState state(RemoteWorld other) {
    return other
        .ports
        .presences
        .find(PresenceKey.of(SHOP, contact(1)))
        .flatMap(ContactRecord::presence)
        .orElseThrow()
        .state();
  }

  @Test
  void whoIsReportedAfterTheReconnectStaysAvailable() {
    world.connect();
    List<Jid> all = contacts(150);
    all.forEach(this::online);
    passed(Duration.ofSeconds(1));
    world.report(SessionStatus.STOPPED);
    passed(Duration.ZERO);
    world.connect();
    world.ports.clock.advance(Duration.ofMillis(1));
    all.forEach(this::online);

    passed(Duration.ofSeconds(5));

    assertThat(unknown(all)).isZero();
  }

  @Test
  void aSweepWhoseMessagesAreLostIsMadeUpForByTheSchedule() {
    world.connect();
    List<Jid> all = contacts(150);
    all.forEach(this::online);
    passed(Duration.ofSeconds(1));
    world.report(SessionStatus.STOPPED);
    world.ports.tendQueue.receive(world.ports.clock.instant());

    passed(Duration.ofMinutes(3));

    assertThat(unknown(all)).isEqualTo(150);
  }

  @Test
  void aSessionWithoutAUrlIsSweptTooAndItsEngineIsNotAsked() {
    Session before = world.session();
    Session deaf =
        before.changed(
            EngineSettings.of(before.engine().type()), before.profile(), before.updatedAt());
    world.ports.sessions.save(Optional.of(before), deaf);
    world.engines.moved(before, deaf);
    online(contact(1));

    passed(Duration.ofHours(6).plusMinutes(6));

    assertThat(stored(contact(1)).state()).isEqualTo(PresenceState.UNKNOWN);
    assertThat(world.ports.engine.commands()).isEmpty();
  }

  @Test
  void loopbackBelievesForEverUnlessItsSessionSaysHowLong() {
    Session desk = Examples.loopback("desk", "+5511900000001");
    Session shop = stored(Examples.loopback("store"), EngineSettings.LOOPBACK);
    Session kiosk =
        stored(
            Examples.loopback("kiosk"),
            EngineSettings.LOOPBACK.with(
                new EngineSettings.Options(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(Duration.ofSeconds(60)),
                    Optional.empty())));
    world.ports.sessions.save(Optional.empty(), desk);
    world.engines.of(desk).start(Optional.empty());
    Engine desks = world.engines.find(desk.name()).orElseThrow();
    desks.setPresence(Availability.AVAILABLE);
    List.of(shop, kiosk).forEach(each -> world.engines.of(each).subscribe(contact(1)));

    passed(Duration.ofSeconds(66));

    assertThat(stored(shop.name(), contact(1)).state()).isEqualTo(PresenceState.AVAILABLE);
    assertThat(stored(kiosk.name(), contact(1)).state()).isEqualTo(PresenceState.UNKNOWN);

    desks.setPresence(Availability.AVAILABLE);
    assertThat(stored(kiosk.name(), contact(1)).state()).isEqualTo(PresenceState.AVAILABLE);
  }

  private Session stored(Session session, EngineSettings engine) {
    Session changed = session.changed(engine, session.profile(), session.updatedAt());
    world.ports.sessions.save(Optional.empty(), changed);
    world.engines.created(changed);
    return changed;
  }

  private Presence stored(SessionName session, Jid contact) {
    return world
        .ports
        .presences
        .find(PresenceKey.of(session, contact))
        .flatMap(ContactRecord::presence)
        .orElseThrow();
  }

  @Test
  void anotherStaleAfterSecondsCountsForWhoIsAvailableAlready() {
    world.connect();
    online(contact(1));
    passed(Duration.ofMinutes(1));

    believe(Optional.of(Duration.ofMinutes(10)));
    passed(Duration.ofMinutes(9));
    assertThat(read(contact(1))).isEqualTo(PresenceState.UNKNOWN);
    assertThat(stored(contact(1)).updatedAt()).isEqualTo(world.ports.clock.instant());

    online(contact(1));
    believe(Optional.empty());
    passed(Duration.ofHours(5));
    assertThat(read(contact(1))).isEqualTo(PresenceState.AVAILABLE);
  }

  @Test
  void aSweepThatIsOnBeginsAgainWithAnotherStaleAfterSeconds() {
    world.connect();
    List<Jid> all = contacts(250);
    all.forEach(this::online);
    believe(Optional.of(Duration.ofHours(1)));
    assertThat(world.tending().sweep().position()).isPresent();

    believe(Optional.of(Duration.ofHours(10)));
    passed(Duration.ofHours(7));

    assertThat(unknown(all)).isZero();
  }

  @Test
  void anotherStaleAfterSecondsDoesNotHurryTheWaitForAReconnect() {
    world.connect();
    online(contact(1));
    passed(Duration.ofSeconds(1));
    world.report(SessionStatus.CONNECTING);
    believe(Optional.of(Duration.ofHours(10)));
    passed(Duration.ofSeconds(30));

    assertThat(stored(contact(1)).state()).isEqualTo(PresenceState.AVAILABLE);
  }

  private void believe(Optional<Duration> staleAfter) {
    Session before = world.session();
    var options =
        new EngineSettings.Options(
            Optional.empty(), Optional.empty(), staleAfter, Optional.empty());
    Session after =
        before.changed(
            before.engine().with(options), before.profile(), world.ports.clock.instant());
    world.ports.sessions.save(Optional.of(before), after);
    world.engines.moved(before, after);
    passed(Duration.ZERO);
  }

  @Test
  void whoWasKnownByLoopbackIsUnknownOnceTheSessionHasARemoteEngine() {
    Session before = world.session();
    var loopback = before.changed(EngineSettings.LOOPBACK, before.profile(), before.updatedAt());
    world.ports.sessions.save(Optional.of(before), loopback);
    world
        .ports
        .useCases()
        .applyReport()
        .apply(SHOP, Report.about(Identity.of(contact(1))).with(Availability.AVAILABLE));
    Session stored = world.session();
    Session remote = stored.changed(before.engine(), stored.profile(), stored.updatedAt());
    world.ports.sessions.save(Optional.of(stored), remote);

    world.engines.moved(stored, remote);
    passed(Duration.ofSeconds(1));

    assertThat(stored(contact(1)).state()).isEqualTo(PresenceState.UNKNOWN);
  }

  @Test
  void anEngineThatIsReplacedByAnotherLosesItsContacts() {
    world.connect();
    online(contact(1));
    passed(Duration.ofSeconds(1));
    Session before = world.session();
    Session after =
        before.changed(EngineSettings.LOOPBACK, before.profile(), world.ports.clock.instant());
    world.ports.sessions.save(Optional.of(before), after);

    world.engines.moved(before, after);
    passed(Duration.ofSeconds(1));

    assertThat(stored(contact(1)).state()).isEqualTo(PresenceState.UNKNOWN);
    assertThat(world.ports.tendings.find(SHOP)).isEmpty();
  }
}
