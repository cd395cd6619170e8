package dev.presently.core.engine;

import static dev.presently.core.engine.RemoteWorld.SHOP;
import static dev.presently.core.engine.RemoteWorld.contact;
import static dev.presently.core.engine.RemoteWorld.contacts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.core.ConcurrentCallers;
import dev.presently.core.DependencyFailed;
import dev.presently.core.Examples;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.contact.PhoneNumber;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Report;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineState;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Secret;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.session.SessionStore;
import dev.presently.core.subscription.Subscription;
import dev.presently.core.wiring.InMemoryPorts;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeConnectionTest {
  private static final SessionStatus LOGGED_OUT =
      new SessionStatus(
          SessionStatus.State.DISCONNECTED, Optional.of(SessionStatus.Reason.LOGGED_OUT));
  private static final ConnectionReport CONNECTED = ConnectionReport.of(SessionStatus.CONNECTED);

  private final RemoteWorld world = new RemoteWorld();
  private final ChangeConnection connections = world.connections;

  @Test
  void theStatusIsWhatTheEngineSays() {
    Instant now = world.ports.clock.advance(Duration.ofSeconds(7));

    connections.apply(SHOP, CONNECTED);
    assertThat(world.session().status()).isEqualTo(SessionStatus.CONNECTED);
    assertThat(world.session().updatedAt()).isEqualTo(now);
    assertThat(world.state().connectedAt()).contains(now);

    connections.apply(SHOP, ConnectionReport.of(LOGGED_OUT));
    assertThat(world.session().status()).isEqualTo(LOGGED_OUT);
    assertThat(world.state().connectedAt()).contains(now);
  }

  @Test
  void theSameStatusAgainWritesNothing() {
    connections.apply(SHOP, CONNECTED);
    Session before = world.session();
    Tending tending = world.tending();
    world.ports.clock.advance(Duration.ofSeconds(1));

    assertThat(connections.apply(SHOP, CONNECTED))
        .isEqualTo(new ChangeConnection.Result.Same(before));

    assertThat(world.session()).isEqualTo(before);
    assertThat(world.tending()).isEqualTo(tending);
  }

  @Test
  void aLateReportChangesNothing() {
    Instant at = world.ports.clock.instant();
    connections.apply(SHOP, CONNECTED.at(at));
    Session before = world.session();

    connections.apply(SHOP, ConnectionReport.of(LOGGED_OUT).at(at.minusMillis(1)).with(account()));

    assertThat(world.session()).isEqualTo(before);
    connections.apply(SHOP, ConnectionReport.of(LOGGED_OUT).at(at));
    assertThat(world.session().status()).isEqualTo(LOGGED_OUT);
  }

  @Test
  void theSameStatusAtALaterTimeOutdatesWhatWasBetween() {
    Instant at = world.ports.clock.instant();
    connections.apply(SHOP, CONNECTED.at(at.minusSeconds(10)));
    Instant connectedAt = world.state().connectedAt().orElseThrow();
    connections.apply(SHOP, CONNECTED.at(at));

    connections.apply(SHOP, ConnectionReport.of(LOGGED_OUT).at(at.minusSeconds(5)));

    assertThat(world.session().status()).isEqualTo(SessionStatus.CONNECTED);
    assertThat(world.state().connectedAt()).contains(connectedAt);
  }

  @ParameterizedTest
  @ValueSource(ints = {3_600_000, 4_500, 1})
  void aTimeAheadOfOurClockDoesNotOutdateLaterReports(int millis) {
    Instant now = world.ports.clock.instant();
    connections.apply(SHOP, CONNECTED.at(now.plusMillis(millis)));

    connections.apply(SHOP, ConnectionReport.of(LOGGED_OUT).at(now));

    assertThat(world.session().status()).isEqualTo(LOGGED_OUT);
  }

  @Test
  void theAccountIsFilledAlsoWithoutAChangeOfTheStatus() {
    connections.apply(SHOP, CONNECTED);
    Instant connectedAt = world.state().connectedAt().orElseThrow();
    world.ports.clock.advance(Duration.ofSeconds(1));

    connections.apply(SHOP, CONNECTED.with(account()));

    assertThat(world.session().profile().phoneNumber()).contains(new PhoneNumber("+5511666666666"));
    assertThat(world.session().profile().lid()).contains(Jid.lid("4711"));
    assertThat(world.session().profile().pushName()).contains("Shop");
    assertThat(world.state().connectedAt()).contains(connectedAt);

    connections.apply(SHOP, CONNECTED);
    assertThat(world.session().profile().pushName()).contains("Shop");
  }

  @Test
  void onlyARealConnectBeginsAPassAndItIsStoredFirst() {
    world.subscribed(contacts(1));
    connections.apply(SHOP, CONNECTED);
    Tending begun = world.tending();
    assertThat(begun.pass().map(Tending.Pass::askBefore)).isEqualTo(world.state().connectedAt());

    connections.apply(SHOP, CONNECTED);
    assertThat(world.tending()).isEqualTo(begun);
    assertThat(world.ports.tendQueue.waiting()).hasSize(1);

    world.ports.clock.advance(Duration.ofSeconds(1));
    world.reconnect();
    assertThat(world.tending().step()).isGreaterThan(begun.step());
    assertThat(world.tending().pass().map(Tending.Pass::askBefore))
        .isEqualTo(world.state().connectedAt());
  }

  @Test
  void aCrashBetweenPassAndStatusLosesNothing() {
    world.subscribed(contacts(2));
    var failing =
        new InMemoryPorts() {
          boolean isDown;

          @Override
          public SessionStore sessions() {
            return (SessionStore)
                Proxy.newProxyInstance(
                    SessionStore.class.getClassLoader(),
                    new Class<?>[] {SessionStore.class},
                    (_, method, arguments) -> {
                      if (isDown && method.getName().equals("save")) {
                        throw new DependencyFailed("down");
                      }
                      try {
                        return method.invoke(sessions, arguments);
                      } catch (InvocationTargetException e) {
                        throw e.getCause();
                      }
                    });
          }
        };
    RemoteWorld other = new RemoteWorld(failing);
    other.subscribed(contacts(2));
    failing.isDown = true;
    assertThatThrownBy(() -> other.connections.apply(SHOP, CONNECTED))
        .isInstanceOf(DependencyFailed.class);
    assertThat(other.hasPass()).isTrue();
    failing.isDown = false;

    other.pass(Duration.ofMinutes(5));
    assertThat(failing.engine.asked()).isEmpty();

    other.connect();
    other.pass(Duration.ofSeconds(5));
    assertThat(failing.engine.asked()).hasSize(2);
    assertThat(other.hasPass()).isFalse();
  }

  @Test
  void ofManyEqualReportsAtOnceOneIsAChange() {
    AtomicInteger changes = new AtomicInteger();

    ConcurrentCallers.of(
        50,
        _ ->
            connections.apply(SHOP, CONNECTED) instanceof ChangeConnection.Result.Changed
                ? changes.incrementAndGet()
                : 0);

    assertThat(changes).hasValue(1);
    assertThat(world.session().status()).isEqualTo(SessionStatus.CONNECTED);
  }

  @Test
  void anAnswerDoesNothingIfTheConnectionHasChangedSinceTheCommand() {
    Session asked = world.session();
    world.reconnect();

    connections.applyAnswer(asked, ConnectionReport.of(SessionStatus.CONNECTING));
    assertThat(world.session().status()).isEqualTo(SessionStatus.CONNECTED);

    connections.applyAnswer(world.session(), ConnectionReport.of(SessionStatus.CONNECTING));
    assertThat(world.session().status()).isEqualTo(SessionStatus.CONNECTING);
  }

  @Test
  void aReportForALoopbackSessionOrAnUnknownOneDoesNothing() {
    world.ports.sessions.save(Optional.empty(), Examples.loopback("desk"));

    assertThat(connections.apply(new SessionName("desk"), CONNECTED))
        .isEqualTo(new ChangeConnection.Result.NoSuchSession());
    assertThat(connections.apply(new SessionName("nobody"), CONNECTED))
        .isEqualTo(new ChangeConnection.Result.NoSuchSession());
    assertThat(world.ports.tendings.find(new SessionName("desk"))).isEmpty();
  }

  @Test
  void connectingClearsTheLastError() {
    connections.noteError(world.session(), new EngineAnswer.Unreachable("timeout"));
    assertThat(world.state().lastError()).contains("the engine was not reached: timeout");

    connections.apply(SHOP, CONNECTED);

    assertThat(world.state().lastError()).isEmpty();
  }

  @Test
  void anEventIsNotedAtMostOnceAMinute() {
    ApplyEngineEvents events = world.ports.useCases().applyEngineEvents();
    Instant first = world.ports.clock.instant();
    events.apply(world.session(), reported());
    long revision = world.session().revision();
    assertThat(world.state().lastEventAt()).contains(first);

    world.ports.clock.advance(Duration.ofSeconds(59));
    events.apply(world.session(), reported());
    assertThat(world.session().revision()).isEqualTo(revision);

    Instant second = world.ports.clock.advance(Duration.ofSeconds(1));
    events.apply(world.session(), reported());
    assertThat(world.state().lastEventAt()).contains(second);
    assertThat(world.session().updatedAt()).isEqualTo(first);
  }

  @Test
  void aSessionThatIsHeardForTheFirstTimeIsTendedFromThenOn() {
    world.ports.useCases().applyEngineEvents().apply(world.session(), reported());

    assertThat(world.ports.tendings.find(SHOP)).isPresent();
  }

  @Test
  void aBodyOfWhichNothingWasReadIsNotHeard() {
    world
        .ports
        .useCases()
        .applyEngineEvents()
        .apply(world.session(), new EngineEvents(List.of(), List.of(), List.of(), 3));

    assertThat(world.state().lastEventAt()).isEmpty();
  }

  @Test
  void theEventsOfABodyAreApplied() {
    world.connect();
    world.engine().subscribe(contact(1));
    Instant now = world.ports.clock.advance(Duration.ofSeconds(1));

    world
        .ports
        .useCases()
        .applyEngineEvents()
        .apply(
            world.session(),
            new EngineEvents(
                List.of(Report.about(Identity.of(contact(1))).with(Availability.AVAILABLE)),
                List.of(ConnectionReport.of(LOGGED_OUT)),
                List.of(),
                0));

    assertThat(world.session().status()).isEqualTo(LOGGED_OUT);
    assertThat(world.subscription(contact(1)).flatMap(Subscription::confirmedAt)).contains(now);
  }

  @Test
  void aContactWhosePresenceIsTheSameAfterAskingAgainIsHeardNevertheless() {
    ApplyEngineEvents events = world.ports.useCases().applyEngineEvents();
    world.connect();
    world.engine().subscribe(contact(1));
    events.apply(world.session(), reported());
    world.ports.clock.advance(Duration.ofSeconds(5));
    world.engine().subscribe(contact(1));
    Instant now = world.ports.clock.advance(Duration.ofSeconds(5));

    events.apply(world.session(), reported());

    assertThat(world.subscription(contact(1)).flatMap(Subscription::confirmedAt)).contains(now);
  }

  @Test
  void aReportThatIsOlderThanAnotherDoesNotConfirmASubscription() {
    ApplyEngineEvents events = world.ports.useCases().applyEngineEvents();
    world.connect();
    world.engine().subscribe(contact(1));
    Instant at = world.ports.clock.instant();
    events.apply(world.session(), reported(at));
    world.ports.clock.advance(Duration.ofSeconds(5));
    world.engine().subscribe(contact(1));

    events.apply(world.session(), reported(at.minusSeconds(1)));

    assertThat(world.subscription(contact(1)).flatMap(Subscription::confirmedAt)).contains(at);
  }

  @Test
  void aSessionThatGetsAnotherEngineOrLosesItsUrlIsTendedAnewOrNoMore() {
    world.connect();
    world.pass(Duration.ofSeconds(5));
    Session before = world.session();
    Session titan =
        changed(
            before,
            EngineSettings.of(new EngineType("titan"))
                .withUrl(before.engine().url().orElseThrow()));
    assertThat(titan.engineState()).isEqualTo(EngineState.NONE);

    world.engines.moved(before, titan);
    assertThat(world.tending().step()).isZero();
    assertThat(world.tending().revision()).isEqualTo(1);

    world.engines.moved(titan, changed(titan, EngineSettings.of(titan.engine().type())));
    assertThat(world.tending().dueAt()).isEqualTo(world.tending().sweep().at());

    Session loopback = changed(titan, EngineSettings.LOOPBACK);
    world.ports.sessions.save(Optional.of(before), loopback);
    world.engines.moved(titan, loopback);
    world.pass(Duration.ofSeconds(1));
    assertThat(world.ports.tendings.find(SHOP)).isEmpty();
  }

  @Test
  void anotherAccountOfTheEngineIsAskedForEverything() {
    world.connect();
    world.engine().subscribe(contact(1));
    world.pass(Duration.ofSeconds(5));
    Session before = world.session();
    Session moved = changed(before, before.engine().withSession("other"));
    world.ports.sessions.save(Optional.of(before), moved);
    world.ports.clock.advance(Duration.ofSeconds(1));

    world.engines.moved(before, moved);
    world.pass(Duration.ofSeconds(5));

    assertThat(world.ports.engine.asked()).hasSize(2);
  }

  @Test
  void anotherKeyMayBeAnotherAccountAndIsAskedForEverything() {
    world.connect();
    world.engine().subscribe(contact(1));
    world.pass(Duration.ofSeconds(5));
    Session before = world.session();
    Session moved = changed(before, before.engine().withApiKey(new Secret("another-user-token")));
    world.ports.sessions.save(Optional.of(before), moved);
    world.ports.clock.advance(Duration.ofSeconds(1));

    world.engines.moved(before, moved);
    world.pass(Duration.ofSeconds(5));

    assertThat(world.ports.engine.asked()).hasSize(2);
  }

  private Session changed(Session session, EngineSettings engine) {
    return session.changed(engine, session.profile(), world.ports.clock.instant());
  }

  private static EngineEvents reported() {
    return new EngineEvents(
        List.of(Report.about(Identity.of(contact(1))).with(Availability.AVAILABLE)),
        List.of(),
        List.of(),
        0);
  }

  private static EngineEvents reported(Instant at) {
    return new EngineEvents(
        List.of(Report.about(Identity.of(contact(1))).with(Availability.AVAILABLE).at(at)),
        List.of(),
        List.of(),
        0);
  }

  private static ConnectionReport.Account account() {
    return new ConnectionReport.Account(
        Optional.of(new PhoneNumber("+5511666666666")),
        Optional.of(Jid.lid("4711")),
        Optional.of("Shop"));
  }
}
