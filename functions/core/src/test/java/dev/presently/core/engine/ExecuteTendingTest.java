package dev.presently.core.engine;

import static dev.presently.core.engine.RemoteWorld.SHOP;
import static dev.presently.core.engine.RemoteWorld.contact;
import static dev.presently.core.engine.RemoteWorld.contacts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.subscription.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecuteTendingTest {
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final SessionStatus AUTO_RECONNECT =
      new SessionStatus(
          SessionStatus.State.CONNECTING, Optional.of(SessionStatus.Reason.AUTO_RECONNECT));

  private final RemoteWorld world = new RemoteWorld();
  private final ScriptedEngine engine = world.ports.engine;

  private List<Jid> asked() {
    return engine.asked().stream()
        .map(received -> ((EngineCommand.Subscribe) received.command()).contact())
        .toList();
  }

  private long statusReads() {
    return engine.commands().stream().filter(EngineCommand.ReadStatus.class::isInstance).count();
  }

  private void assertPace(Duration least) {
    List<Instant> times = engine.asked().stream().map(ScriptedEngine.Received::at).toList();
    assertThat(IntStream.range(1, times.size()).boxed())
        .allSatisfy(
            i ->
                assertThat(Duration.between(times.get(i - 1), times.get(i)))
                    .isGreaterThanOrEqualTo(least));
  }

  @Test
  void nothingIsDoneForASessionThatIsNotDue() {
    assertThat(world.run()).isZero();
    world.engines.created(world.session());
    world.pass(Duration.ofMinutes(1));
    assertThat(world.run()).isZero();
    assertThat(world.tend(TendRequest.due(SHOP))).isEqualTo(new ExecuteTending.Result.Nothing());
  }

  @Test
  void aConnectAsksForEachSubscriptionOncePerSecondAndThenThePassEnds() {
    world.subscribed(contacts(5));
    world.connect();

    world.pass(Duration.ofSeconds(10));

    assertThat(asked()).isEqualTo(contacts(5));
    assertPace(Duration.ofSeconds(1));
    assertThat(world.hasPass()).isFalse();
    assertThat(world.ports.tendQueue.waiting()).isEmpty();
    assertThat(contacts(5))
        .allMatch(
            contact -> world.subscription(contact).flatMap(Subscription::askedAt).isPresent());
  }

  @Test
  void theOwnPresenceIsSentAgainFirst() {
    world.connect();
    world.engine().setPresence(Availability.AVAILABLE);
    world.subscribed(contacts(2));
    world.reconnect();

    world.pass(Duration.ofSeconds(5));

    assertThat(engine.commands().subList(1, 4))
        .containsExactly(
            new EngineCommand.SetPresence(Availability.AVAILABLE),
            new EngineCommand.Subscribe(contact(0)),
            new EngineCommand.Subscribe(contact(1)));
  }

  @Test
  void anOwnPresenceThatIsSetWhileTheOldOneIsSentIsSentAfterIt() {
    world.connect();
    world.engine().setPresence(Availability.AVAILABLE);
    world.reconnect();
    engine.meanwhile(() -> world.engine().setPresence(Availability.UNAVAILABLE));

    world.pass(Duration.ofSeconds(5));

    assertThat(engine.commands().getLast())
        .isEqualTo(new EngineCommand.SetPresence(Availability.UNAVAILABLE));
    assertThat(world.hasPass()).isFalse();
  }

  @Test
  void anEngineWithoutAnOwnPresenceIsAskedNevertheless() {
    world.connect();
    world.engine().setPresence(Availability.AVAILABLE);
    world.subscribed(contacts(2));
    engine.without(EngineCommand.SetPresence.class, "only at the next connect");
    world.reconnect();

    world.pass(Duration.ofSeconds(5));

    assertThat(asked()).isEqualTo(contacts(2));
  }

  @ParameterizedTest
  @CsvSource({"0.1, 10000", "0.5, 2000", "1, 1000", "3, 1000", "2.5, 1200", "10, 1000"})
  void thePaceIsTheSessions(String perSecond, long stepMillis) {
    world.pace(perSecond);
    world.subscribed(contacts(40));
    world.connect();

    world.pass(Duration.ofSeconds(30));

    int atOnce = (int) Math.ceil(Double.parseDouble(perSecond));
    List<Instant> times = engine.asked().stream().map(ScriptedEngine.Received::at).toList();
    for (int i = atOnce; i < times.size(); i++) {
      assertThat(Duration.between(times.get(i - atOnce), times.get(i)))
          .isGreaterThanOrEqualTo(Duration.ofMillis(stepMillis));
    }
    assertThat((double) times.size())
        .isBetween(
            Math.min(40, Double.parseDouble(perSecond) * 29),
            Double.parseDouble(perSecond) * 30 + atOnce);
  }

  @Test
  void aStepThatTakesLongLeavesItsOtherContactsToTheNext() {
    world.pace("10");
    world.subscribed(contacts(10));
    engine.meanwhile(() -> world.ports.clock.advance(Duration.ofSeconds(15)));
    world.connect();

    assertThat(world.receive()).containsExactly(new ExecuteTending.Result.Stepped(1));
    world.pass(Duration.ofSeconds(5));

    assertThat(asked()).isEqualTo(contacts(10));
  }

  @Test
  void contactsThatASlowEngineGotLateAreNoReasonForABurst() {
    world.pace("10");
    world.subscribed(contacts(30));
    slow(7);
    world.connect();

    world.pass(Duration.ofSeconds(30));

    List<Instant> times = engine.asked().stream().map(ScriptedEngine.Received::at).toList();
    assertThat(times).hasSize(30);
    for (int i = 10; i < times.size(); i++) {
      assertThat(Duration.between(times.get(i - 10), times.get(i)))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }
  }

  /** The engine takes a quarter of a second for each of so many commands, and then none. */
  private void slow(int commands) {
    engine.meanwhile(
        () -> {
          world.ports.clock.advance(Duration.ofMillis(250));
          if (commands > 1) {
            slow(commands - 1);
          }
        });
  }

  @Test
  void contactsOfTheSamePassAreNotAskedTwiceByRepeatedMessages() {
    world.subscribed(contacts(3));
    world.connect();
    for (int i = 0; i < 20; i++) {
      List<TendRequest> requests = world.ports.tendQueue.receive(world.ports.clock.instant());
      requests.forEach(world::tend);
      requests.forEach(world::tend);
      world.ports.clock.advance(Duration.ofSeconds(1));
    }

    assertThat(asked()).isEqualTo(contacts(3));
  }

  @Test
  void aReconnectReplacesThePassThatIsOnAndKeepsThePace() {
    world.subscribed(contacts(4));
    world.connect();
    world.pass(Duration.ofMillis(1_500));
    world.reconnect();
    world.ports.clock.advance(Duration.ofMillis(300));
    world.reconnect();

    world.pass(Duration.ofSeconds(20));

    assertThat(asked())
        .containsExactly(contact(0), contact(1), contact(0), contact(1), contact(2), contact(3));
    assertPace(Duration.ofSeconds(1));
    assertThat(world.hasPass()).isFalse();
  }

  @Test
  void aMessageOfAnEarlierTendingHasNoEffect() {
    world.subscribed(contacts(3));
    world.connect();
    TendRequest old = world.ports.tendQueue.receive(world.ports.clock.instant()).getFirst();
    world.ports.tendings.remove(SHOP);
    world.ports.clock.advance(Duration.ofSeconds(1));
    world.reconnect();

    assertThat(world.tend(old)).isEqualTo(new ExecuteTending.Result.Nothing());
    assertThat(engine.asked()).isEmpty();
  }

  @Test
  void aLostMessageIsMadeUpForWhenTheLeaseHasEnded() {
    world.subscribed(contacts(3));
    world.connect();
    world.pass(Duration.ofMillis(1_500));
    world.ports.tendQueue.receive(Instant.MAX);

    world.pass(Duration.ofSeconds(50));
    assertThat(asked()).hasSize(2);
    world.pass(Duration.ofMinutes(3));

    assertThat(asked()).isEqualTo(contacts(3));
    assertThat(world.hasPass()).isFalse();
  }

  @Test
  void aContactThatUnsubscribedIsNotAskedFor() {
    world.subscribed(contacts(4));
    world.connect();
    world.pass(Duration.ofMillis(500));
    world.engine().unsubscribe(contact(2));

    world.pass(Duration.ofSeconds(10));

    assertThat(asked()).containsExactly(contact(0), contact(1), contact(3));
  }

  @Test
  void refusedContactsAreDeniedWithTheReasonAndDoNotStopThePass() {
    world.subscribed(contacts(3));
    engine
        .answering(contact(0), new EngineAnswer.Denied(422, "not on WhatsApp"))
        .answering(contact(1), new EngineAnswer.Refused(500, "broken"));
    world.connect();

    world.pass(Duration.ofSeconds(10));

    assertThat(world.subscription(contact(1)).flatMap(Subscription::deniedReason)).isEmpty();
    world.pass(Duration.ofMinutes(3));
    assertThat(asked()).containsExactly(contact(0), contact(1), contact(1), contact(2));
    assertThat(world.subscription(contact(0)).flatMap(Subscription::deniedReason))
        .contains("the engine refuses this contact with status 422: not on WhatsApp");
    assertThat(world.subscription(contact(1)).flatMap(Subscription::deniedReason))
        .contains("the engine refused with status 500: broken");
    assertThat(world.subscription(contact(2)).flatMap(Subscription::deniedReason)).isEmpty();

    engine.answering(contact(0), EngineAnswer.Done.DONE);
    world.ports.clock.advance(Duration.ofSeconds(1));
    world.reconnect();
    world.pass(Duration.ofSeconds(10));
    assertThat(world.subscription(contact(0)).flatMap(Subscription::deniedReason)).isEmpty();
  }

  @Test
  void anEngineThatRefusesEverythingForAMinuteDeniesNobody() {
    world.subscribed(contacts(5));
    engine.answering(new EngineAnswer.Refused(503, "LICENSE_REQUIRED"));
    world.connect();
    world.pass(Duration.ofSeconds(40));
    assertThat(engine.asked()).hasSize(1);
    assertThat(world.state().lastError())
        .contains("the engine refused with status 503: LICENSE_REQUIRED");

    engine.answering(EngineAnswer.Done.DONE);
    world.pass(Duration.ofMinutes(3));

    assertThat(world.hasPass()).isFalse();
    for (Jid contact : contacts(5)) {
      assertThat(world.subscription(contact).flatMap(Subscription::askedAt)).isPresent();
      assertThat(world.subscription(contact).flatMap(Subscription::deniedReason)).isEmpty();
    }
  }

  @Test
  void anEngineThatIsAwayStopsThePassWhichGoesOnWhereItStood() {
    world.subscribed(contacts(3));
    world.connect();
    world.pass(Duration.ofMillis(500));
    engine.answering(new EngineAnswer.Unreachable("timeout"));

    world.pass(Duration.ofMinutes(5));
    int failed = engine.asked().size() - 1;
    assertThat(failed).isBetween(2, 3);
    assertThat(world.state().lastError()).contains("the engine was not reached: timeout");
    assertThat(world.hasPass()).isTrue();

    engine.answering(EngineAnswer.Done.DONE);
    world.pass(Duration.ofMinutes(12));

    assertThat(asked().subList(failed + 1, asked().size())).containsExactly(contact(1), contact(2));
    assertThat(world.state().lastError()).isEmpty();
    assertThat(world.hasPass()).isFalse();
  }

  @Test
  void waitsForAnEngineThatIsAwayDoubleToTenMinutes() {
    world.subscribed(contacts(1));
    engine.answering(EngineCommand.Subscribe.class, new EngineAnswer.Unauthorized(401));
    world.connect();

    world.pass(Duration.ofHours(2));

    List<Instant> times = engine.asked().stream().map(ScriptedEngine.Received::at).toList();
    List<Long> minutes =
        IntStream.range(1, times.size())
            .mapToObj(i -> Duration.between(times.get(i - 1), times.get(i)).toMinutes())
            .toList();
    assertThat(minutes.subList(0, 6)).containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
  }

  @Test
  void anEngineThatIsNotConnectedIsCheckedWithinAMinute() {
    world.subscribed(contacts(1));
    world.connect();
    world.pass(Duration.ofMinutes(1));
    long before = statusReads();
    engine
        .answering(EngineCommand.Subscribe.class, new EngineAnswer.NotConnected("no session"))
        .answering(
            EngineCommand.ReadStatus.class,
            new EngineAnswer.Done(Optional.of(ConnectionReport.of(AUTO_RECONNECT))));
    world.engine().subscribeMany(contacts(3));

    world.pass(Duration.ofMinutes(2));

    assertThat(statusReads()).isGreaterThan(before);
    assertThat(world.session().status()).isEqualTo(AUTO_RECONNECT);
  }

  @Test
  void thePassOfASessionThatIsAwayWaitsForItsConnect() {
    world.subscribed(contacts(2));
    world.connect();
    world.disconnect();

    world.pass(Duration.ofMinutes(30));
    assertThat(engine.asked()).isEmpty();

    world.connect();
    world.pass(Duration.ofSeconds(5));
    assertThat(asked()).isEqualTo(contacts(2));
  }

  @Test
  void anEngineThatTellsItsStatusIsCheckedEveryTenMinutes() {
    world.engines.created(world.session());

    world.pass(Duration.ofHours(1));

    assertThat(statusReads()).isEqualTo(6);
  }

  @Test
  void anEngineThatTellsNothingIsCheckedEveryMinute() {
    engine.silent();
    world.engines.created(world.session());

    world.pass(Duration.ofHours(1));

    assertThat(statusReads()).isEqualTo(60);
  }

  @Test
  void aStatusIsNotReadInTheCallThatSweptButInTheNext() {
    world.connect();
    world.pass(Duration.ofSeconds(5));
    world.ports.clock.advance(TEN_MINUTES);
    world.report(SessionStatus.STOPPED);

    assertThat(world.receive()).containsExactly(new ExecuteTending.Result.Tended());
    assertThat(statusReads()).isZero();

    world.receive();
    assertThat(statusReads()).isEqualTo(1);
    world.receive();
    assertThat(statusReads()).isEqualTo(1);
  }

  @Test
  void theStatusThatIsReadIsTheSessions() {
    world.engines.created(world.session());
    world.subscribed(contacts(1));
    engine.answering(
        EngineCommand.ReadStatus.class,
        new EngineAnswer.Done(Optional.of(ConnectionReport.of(SessionStatus.CONNECTED))));

    world.pass(Duration.ofMinutes(2));

    assertThat(world.session().status()).isEqualTo(SessionStatus.CONNECTED);
    assertThat(asked()).hasSize(1);
    assertThat(engine.commands().getFirst())
        .isEqualTo(new EngineCommand.ReadStatus(SessionStatus.NEVER_STARTED));
  }

  @Test
  void aStatusThatCannotBeReadStaysAndTheErrorIsShown() {
    world.connect();
    engine.answering(new EngineAnswer.Unreachable("timeout"));

    world.pass(TEN_MINUTES);

    assertThat(world.session().status()).isEqualTo(SessionStatus.CONNECTED);
    assertThat(world.state().lastError()).contains("the engine was not reached: timeout");
  }

  @Test
  void aConnectedSessionWhoseEngineSaysThatItIsNotIsDisconnected() {
    world.connect();
    engine.answering(EngineCommand.ReadStatus.class, new EngineAnswer.NotConnected("no session"));

    world.pass(TEN_MINUTES);

    assertThat(world.session().status().state()).isEqualTo(SessionStatus.State.DISCONNECTED);
  }

  @Test
  void subscriptionsAreRenewedByThemselves() {
    world.connect();
    world.engine().subscribeMany(contacts(3));
    world.pass(Duration.ofMinutes(1));

    world.pass(Duration.ofHours(19));
    assertThat(asked()).hasSize(3);
    world.pass(Duration.ofHours(5));
    assertThat(asked()).hasSize(6);
    assertPace(Duration.ofSeconds(1));
    world.pass(Duration.ofHours(24));
    assertThat(asked()).hasSize(9);
  }

  @Test
  void whatWasAskedForLatelyIsNotRenewed() {
    world.connect();
    world.engine().subscribeMany(contacts(3));
    world.pass(Duration.ofHours(18));
    world.engine().subscribe(contact(1));

    world.pass(Duration.ofHours(6));

    assertThat(asked().subList(4, asked().size())).containsExactly(contact(0), contact(2));
  }

  @Test
  void whoSubscribesDuringAPassIsAskedForToo() {
    world.subscribed(contacts(10).subList(5, 10));
    world.connect();
    world.pass(Duration.ofMillis(2_500));

    world.engine().subscribeMany(contacts(10));
    world.pass(Duration.ofSeconds(30));

    assertThat(asked()).containsExactlyInAnyOrderElementsOf(contacts(10));
    assertPace(Duration.ofSeconds(1));
  }

  @Test
  void nothingIsTendedForASessionThatIsGone() {
    world.subscribed(contacts(3));
    world.connect();
    world.pass(Duration.ofMillis(500));
    world.ports.sessions.remove(world.session());

    world.pass(Duration.ofMinutes(5));

    assertThat(asked()).hasSize(1);
    assertThat(world.ports.tendings.find(SHOP)).isEmpty();
  }

  @Test
  void aRecordWithoutASubscriptionIsPassedOver() {
    world.subscribed(contacts(2_500));
    contacts(2_499).forEach(contact -> world.engine().unsubscribe(contact));
    world.connect();

    world.pass(Duration.ofSeconds(2));

    assertThat(asked()).containsExactly(contact(2_499));
    assertThat(world.hasPass()).isFalse();
  }
}
