package dev.presently.core.engine;

import static dev.presently.core.engine.RemoteWorld.SHOP;
import static dev.presently.core.engine.RemoteWorld.contact;
import static dev.presently.core.engine.RemoteWorld.contacts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.command.Command;
import dev.presently.core.command.CommandOutcome;
import dev.presently.core.command.CommandOutcome.EngineFailed.Failure;
import dev.presently.core.command.SubscribeResult;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.subscription.Subscription;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RemoteCommandsTest {
  private static final URI INTAKE = URI.create("https://api.presently.dev/api/intake/shop");
  private static final CommandOutcome DONE = new CommandOutcome.Done(SHOP);
  private static final Jid BRAZILIAN = Jid.phone("5531991234567");
  private static final Jid KNOWN = Jid.phone("553191234567");
  private static final CommandOutcome NOT_CONNECTED = new CommandOutcome.NotConnected(SHOP);
  private static final SessionStatus SCAN_QR =
      new SessionStatus(SessionStatus.State.CONNECTING, Optional.of(SessionStatus.Reason.SCAN_QR));

  private final RemoteWorld world = new RemoteWorld();
  private final ScriptedEngine engine = world.ports.engine;
  private final ExecuteCommand commands = world.ports.useCases().executeCommand();

  private CommandOutcome start() {
    return world.engine().start(Optional.of(INTAKE));
  }

  private static Stream<EngineAnswer.Failed> failures() {
    return Stream.of(
        new EngineAnswer.Unreachable("timeout"),
        new EngineAnswer.Unauthorized(401),
        new EngineAnswer.Refused(500, "no"));
  }

  @Test
  void startingSetsTheIntakeAndIsShownAsConnectingAtOnce() {
    CommandOutcome outcome = commands.execute(new Command.StartSession(SHOP, Optional.of(INTAKE)));

    assertThat(engine.commands())
        .containsExactly(
            new EngineCommand.Start(
                Optional.of(
                    new EngineCommand.Intake(INTAKE, world.session().engine().webhookSecret()))));
    assertThat(outcome).isEqualTo(new CommandOutcome.StatusChanged(world.session()));
    assertThat(world.session().status()).isEqualTo(SessionStatus.CONNECTING);
    assertThat(world.tending().pass()).isEmpty();
  }

  @Test
  void anEngineThatIsNotToBeConfiguredGetsNoIntake() {
    Session before = world.session();
    EngineSettings.Options options =
        new EngineSettings.Options(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(false));
    world.ports.sessions.save(
        Optional.of(before),
        before.changed(
            before.engine().with(options), before.profile(), world.ports.clock.instant()));

    start();

    assertThat(engine.commands()).containsExactly(new EngineCommand.Start(Optional.empty()));
  }

  @Test
  void theStatusIsWhatTheAnswerSays() {
    engine.answering(
        EngineCommand.Start.class,
        new EngineAnswer.Done(Optional.of(ConnectionReport.of(SCAN_QR))));

    start();

    assertThat(world.session().status()).isEqualTo(SCAN_QR);
  }

  @Test
  void aConnectedSessionStaysConnectedUnlessTheEngineSaysOtherwise() {
    world.connect();
    start();
    assertThat(world.session().status()).isEqualTo(SessionStatus.CONNECTED);

    engine.answering(
        EngineCommand.Start.class,
        new EngineAnswer.Done(Optional.of(ConnectionReport.of(SCAN_QR))));
    start();
    assertThat(world.session().status()).isEqualTo(SCAN_QR);
  }

  @Test
  void anEventThatArrivesWhileStartingWins() {
    engine
        .answering(
            EngineCommand.Start.class,
            new EngineAnswer.Done(Optional.of(ConnectionReport.of(SessionStatus.CONNECTING))))
        .meanwhile(world::connect);

    start();

    assertThat(world.session().status()).isEqualTo(SessionStatus.CONNECTED);
  }

  @Test
  void anAnswerThatSaysConnectedBeginsAPass() {
    world.subscribed(contacts(1));
    engine.answering(
        EngineCommand.Start.class,
        new EngineAnswer.Done(Optional.of(ConnectionReport.of(SessionStatus.CONNECTED))));

    start();
    world.pass(Duration.ofSeconds(1));

    assertThat(engine.asked()).hasSize(1);
  }

  @Test
  void stoppingIsShownAtOnce() {
    world.connect();

    CommandOutcome outcome = commands.execute(new Command.StopSession(SHOP));

    assertThat(engine.commands()).containsExactly(new EngineCommand.Stop());
    assertThat(outcome).isEqualTo(new CommandOutcome.StatusChanged(world.session()));
    assertThat(world.session().status()).isEqualTo(SessionStatus.STOPPED);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatTheEngineDoesNotDoChangesNothingButTheLastError(EngineAnswer.Failed failure) {
    world.connect();
    engine.answering(failure);
    Session before = world.session();

    List<CommandOutcome> outcomes =
        List.of(
            start(),
            world.engine().stop(),
            world.engine().setPresence(Availability.AVAILABLE),
            world.engine().sendTyping(contact(1), Typing.COMPOSING),
            world.engine().subscribe(contact(1)));

    assertThat(outcomes)
        .allSatisfy(
            outcome ->
                assertThat(outcome)
                    .isEqualTo(
                        new CommandOutcome.EngineFailed(
                            SHOP, failureOf(failure), failure.sentence())));
    assertThat(world.state().lastError()).contains(failure.sentence());
    assertThat(world.session().with(before.engineState()).withRevision(before.revision()))
        .isEqualTo(before);
    assertThat(world.subscription(contact(1))).isEmpty();
    assertThat(world.ports.ownPresences.find(SHOP)).isEmpty();
  }

  @Test
  void aStartThatFindsTheEngineNotConnectedIsTheLastError() {
    var failure = new EngineAnswer.NotConnected("the device is not logged in");
    engine.answering(failure);

    assertThat(start())
        .isEqualTo(new CommandOutcome.EngineFailed(SHOP, Failure.REFUSED, failure.sentence()));

    assertThat(world.state().lastError()).contains(failure.sentence());
  }

  @Test
  void theLastErrorIsClearedWhenACommandSucceeds() {
    world.connect();
    engine.answering(new EngineAnswer.Unreachable("timeout"));
    start();

    engine.answering(EngineAnswer.Done.DONE);
    world.engine().sendTyping(contact(1), Typing.PAUSED);

    assertThat(world.state().lastError()).isEmpty();
  }

  @Test
  void aSessionThatIsNotConnectedSaysNothing() {
    assertThat(world.engine().setPresence(Availability.AVAILABLE)).isEqualTo(NOT_CONNECTED);
    assertThat(world.engine().sendTyping(contact(1), Typing.COMPOSING)).isEqualTo(NOT_CONNECTED);
    assertThat(engine.commands()).isEmpty();
  }

  @Test
  void aSessionWhoseEngineIsNotConnectedIsCheckedSoon() {
    world.connect();
    world.pass(Duration.ofMinutes(2));
    engine.answering(new EngineAnswer.NotConnected("no session"));
    Instant now = world.ports.clock.instant();

    assertThat(world.engine().setPresence(Availability.AVAILABLE)).isEqualTo(NOT_CONNECTED);

    assertThat(world.tending().checkAt()).isBeforeOrEqualTo(now);
    assertThat(world.ports.ownPresences.find(SHOP)).isEmpty();
  }

  @Test
  void theOwnPresenceIsKeptAlsoIfItIsUnavailable() {
    world.connect();

    assertThat(world.engine().setPresence(Availability.UNAVAILABLE)).isEqualTo(DONE);
    assertThat(world.ports.ownPresences.find(SHOP).map(OwnPresence::availability))
        .contains(Availability.UNAVAILABLE);
    assertThat(world.engine().setPresence(Availability.AVAILABLE)).isEqualTo(DONE);
    assertThat(world.ports.ownPresences.find(SHOP).map(OwnPresence::availability))
        .contains(Availability.AVAILABLE);
  }

  @Test
  void aSubscriptionIsAskedForAndThenStored() {
    world.connect();
    Instant now = world.ports.clock.advance(Duration.ofSeconds(3));

    assertThat(world.engine().subscribe(contact(1))).isEqualTo(DONE);

    assertThat(engine.commands()).containsExactly(new EngineCommand.Subscribe(contact(1)));
    assertThat(world.subscription(contact(1))).contains(Subscription.begin(now).asked(now));
  }

  @Test
  void aNumberInAnotherFormIsSubscribedToAsWhatsAppKnowsIt() {
    world.subscribed(List.of(BRAZILIAN));
    world.connect();
    engine.answering(BRAZILIAN, new EngineAnswer.Done(Optional.empty(), Optional.of(KNOWN)));

    assertThat(world.engine().subscribe(BRAZILIAN))
        .isEqualTo(new CommandOutcome.SubscribedTo(SHOP, KNOWN));

    assertThat(world.subscription(KNOWN).filter(Subscription::isActive)).isPresent();
    assertThat(world.subscription(BRAZILIAN).filter(Subscription::isActive)).isEmpty();
  }

  @Test
  void aPassMovesASubscriptionToTheNumberThatWhatsAppKnows() {
    engine.answering(BRAZILIAN, new EngineAnswer.Done(Optional.empty(), Optional.of(KNOWN)));
    world.subscribed(List.of(BRAZILIAN));
    world.connect();

    world.pass(Duration.ofSeconds(5));

    assertThat(world.subscription(KNOWN).flatMap(Subscription::askedAt)).isPresent();
    assertThat(world.subscription(BRAZILIAN).filter(Subscription::isActive)).isEmpty();
    assertThat(world.hasPass()).isFalse();
  }

  @Test
  void aSubscriptionOfASessionThatIsNotConnectedIsAskedForAsSoonAsItConnects() {
    assertThat(world.engine().subscribe(contact(1))).isEqualTo(DONE);
    assertThat(engine.commands()).isEmpty();
    assertThat(world.subscription(contact(1)).flatMap(Subscription::askedAt)).isEmpty();

    world.connect();
    world.pass(Duration.ofSeconds(1));

    assertThat(engine.commands()).containsExactly(new EngineCommand.Subscribe(contact(1)));
  }

  @Test
  void aSubscriptionIsKeptIfTheEngineSaysThatItIsNotConnected() {
    world.connect();
    engine.answering(new EngineAnswer.NotConnected("no session"));

    assertThat(world.engine().subscribe(contact(1))).isEqualTo(DONE);
    engine.answering(EngineAnswer.Done.DONE);
    world.pass(Duration.ofMinutes(3));

    assertThat(engine.asked()).hasSizeGreaterThan(1);
    assertThat(world.subscription(contact(1)).flatMap(Subscription::askedAt)).isPresent();
    assertThat(world.hasPass()).isFalse();
  }

  @Test
  void anEngineThatReconnectsWhileItIsAskedIsAskedAgain() {
    world.connect();
    engine.meanwhile(
        () -> {
          world.ports.clock.advance(Duration.ofSeconds(1));
          world.reconnect();
          world.receive();
        });

    world.engine().subscribe(contact(1));
    world.pass(Duration.ofSeconds(2));

    assertThat(engine.asked()).hasSize(2);
  }

  @Test
  void aSessionThatConnectsWhileItIsSubscribedIsAsked() {
    Engine notConnected = world.engine();
    world.connect();
    world.pass(Duration.ofSeconds(1));

    notConnected.subscribe(contact(1));
    world.pass(Duration.ofSeconds(1));

    assertThat(engine.asked()).hasSize(1);
  }

  @Test
  void aContactThatTheEngineRefusesIsNotSubscribed() {
    world.connect();
    engine.answering(contact(1), new EngineAnswer.Denied(422, "not on WhatsApp"));

    assertThat(world.engine().subscribe(contact(1)))
        .isEqualTo(
            new CommandOutcome.EngineFailed(
                SHOP,
                Failure.REFUSED,
                "the engine refuses this contact with status 422: not on WhatsApp"));
    assertThat(world.subscription(contact(1))).isEmpty();
    assertThat(world.state().lastError()).isEmpty();
  }

  @Test
  void aSubscriptionThatTheEngineRefusesIsDeniedUntilItIsAcceptedAgain() {
    world.connect();
    world.engine().subscribe(contact(1));
    engine.answering(contact(1), new EngineAnswer.Denied(422, "gone"));

    world.engine().subscribe(contact(1));
    assertThat(world.subscription(contact(1)).flatMap(Subscription::deniedReason)).isPresent();

    engine.answering(contact(1), EngineAnswer.Done.DONE);
    world.engine().subscribe(contact(1));
    assertThat(world.subscription(contact(1)).flatMap(Subscription::deniedReason)).isEmpty();
  }

  @Test
  void manySubscriptionsAreStoredAtOnceAndAskedForOneASecond() {
    world.connect();
    world.pass(Duration.ofSeconds(1));
    List<String> chatIds =
        Stream.concat(contacts(5).stream().map(Jid::toString), Stream.of("nobody")).toList();

    CommandOutcome outcome = commands.execute(new Command.SubscribeMany(SHOP, chatIds));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            CommandOutcome.Subscribed.class,
            subscribed -> {
              assertThat(subscribed.results().subList(0, 5))
                  .isEqualTo(contacts(5).stream().map(SubscribeResult.Subscribed::new).toList());
              assertThat(subscribed.results().getLast())
                  .isInstanceOf(SubscribeResult.Invalid.class);
            });
    assertThat(engine.commands()).isEmpty();
    assertThat(contacts(5)).allMatch(contact -> world.subscription(contact).isPresent());
    world.pass(Duration.ofMillis(2_500));
    assertThat(engine.asked()).hasSize(3);
    world.pass(Duration.ofSeconds(5));
    assertThat(engine.asked()).hasSize(5);
  }

  @Test
  void subscribingToManyAgainAsksOnlyForThoseThatWereMissed() {
    world.connect();
    world.engine().subscribeMany(contacts(3));
    world.pass(Duration.ofSeconds(10));

    world.engine().subscribeMany(contacts(5));
    world.pass(Duration.ofSeconds(10));

    assertThat(engine.asked()).hasSize(5);
  }

  @Test
  void aCommandThatTheEngineDoesNotHaveIsRefusedWithWhatItHas() {
    world.connect();
    engine
        .without(EngineCommand.Subscribe.class, "this engine only shows typing")
        .without(EngineCommand.Stop.class, "this engine can only log out");
    var cannot = new CommandOutcome.Cannot(SHOP, "this engine only shows typing");

    assertThat(world.engine().subscribe(contact(1))).isEqualTo(cannot);
    assertThat(world.engine().subscribeMany(contacts(3))).isEqualTo(cannot);
    assertThat(world.engine().stop())
        .isEqualTo(new CommandOutcome.Cannot(SHOP, "this engine can only log out"));
    assertThat(contacts(3)).allMatch(contact -> world.subscription(contact).isEmpty());
    assertThat(commands.isPossible(new Command.SubscribePresence(SHOP, contact(1)))).isFalse();
    assertThat(commands.isPossible(new Command.SubscribeMany(SHOP, List.of("x", "4711@lid"))))
        .isFalse();
    assertThat(commands.isPossible(new Command.StopSession(SHOP))).isFalse();
    assertThat(commands.isPossible(new Command.StartSession(SHOP, Optional.empty()))).isTrue();
  }

  @Test
  void aSubscriptionIsRefusedWhileNotConnectedIfTheEngineCannotSubscribe() {
    engine.without(EngineCommand.Subscribe.class, "this engine only shows typing");

    assertThat(world.engine().subscribe(contact(1))).isInstanceOf(CommandOutcome.Cannot.class);
    assertThat(world.subscription(contact(1))).isEmpty();
  }

  @Test
  void aSessionWithoutAUrlTakesNoCommand() {
    Session before = world.session();
    world.ports.sessions.save(
        Optional.of(before),
        before.changed(
            EngineSettings.of(before.engine().type()),
            before.profile(),
            world.ports.clock.instant()));
    world.connect();

    assertThat(
            List.of(
                start(),
                world.engine().stop(),
                world.engine().setPresence(Availability.AVAILABLE),
                world.engine().sendTyping(contact(1), Typing.COMPOSING),
                world.engine().subscribe(contact(1)),
                world.engine().subscribeMany(contacts(2))))
        .allSatisfy(
            outcome ->
                assertThat(outcome)
                    .isInstanceOfSatisfying(
                        CommandOutcome.Cannot.class,
                        cannot -> assertThat(cannot.sentence()).contains("engine.url")));
    assertThat(engine.commands()).isEmpty();
    assertThat(world.ports.tendings.find(SHOP)).isEmpty();
    assertThat(commands.isPossible(new Command.StopSession(SHOP))).isFalse();
  }

  @Test
  void unsubscribingAsksNobody() {
    world.connect();
    world.engine().subscribe(contact(1));

    world.engine().unsubscribe(contact(1));

    assertThat(engine.commands()).hasSize(1);
    assertThat(world.subscription(contact(1)).map(Subscription::isActive)).contains(false);
  }

  @Test
  void aRemovedSessionIsNotTendedAndItsEngineStaysAsItIs() {
    world.connect();
    world.engine().setPresence(Availability.AVAILABLE);
    world.engine().subscribe(contact(1));

    world.ports.useCases().removeSession().remove(SHOP);
    world.pass(Duration.ofMinutes(5));

    assertThat(world.ports.tendings.find(SHOP)).isEmpty();
    assertThat(world.ports.ownPresences.find(SHOP)).isEmpty();
    assertThat(world.ports.presences.list(SHOP, Optional.empty(), 10).items())
        .isEqualTo(List.<ContactRecord>of());
    assertThat(engine.commands()).noneMatch(EngineCommand.Stop.class::isInstance);
  }

  private static Failure failureOf(EngineAnswer.Failed failure) {
    return switch (failure) {
      case EngineAnswer.Unreachable _ -> Failure.UNREACHABLE;
      case EngineAnswer.Unauthorized _ -> Failure.UNAUTHORIZED;
      default -> Failure.REFUSED;
    };
  }
}
