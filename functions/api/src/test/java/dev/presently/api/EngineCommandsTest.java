package dev.presently.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.presence.SendTyping;
import dev.presently.api.presence.SetPresence;
import dev.presently.api.session.StartSession;
import dev.presently.api.session.StopSession;
import dev.presently.api.subscription.SubscribeMany;
import dev.presently.api.subscription.SubscribePresence;
import dev.presently.core.Examples;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.EngineAnswer;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Secret;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStatus;
import java.lang.reflect.Constructor;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What callers see of each answer of a remote engine, for each operation that is sent to one. */
class EngineCommandsTest {
  private static final Jid CONTACT = Jid.parse("5511900000001@s.whatsapp.net");
  private static final URI INTAKE =
      URI.create("https://k3v9w2x1y0.execute-api.sa-east-1.amazonaws.com/live/api/intake/shop");

  private final InMemoryDeployment deployment = new InMemoryDeployment();

  /** An operation, its body, and the command that the engine gets. */
  private enum Operation {
    START(StartSession.class, "{}", EngineCommand.Start.class),
    STOP(StopSession.class, "{}", EngineCommand.Stop.class),
    SET_PRESENCE(
        SetPresence.class, "{\"presence\":\"available\"}", EngineCommand.SetPresence.class),
    SUBSCRIBE(SubscribePresence.class, "{}", EngineCommand.Subscribe.class),
    SUBSCRIBE_MANY(
        SubscribeMany.class, "{\"chatIds\":[\"" + CONTACT + "\"]}", EngineCommand.Subscribe.class),
    SEND_TYPING(
        SendTyping.class,
        "{\"chatId\":\"" + CONTACT + "\",\"state\":\"recording\"}",
        EngineCommand.SendTyping.class);

    private final Class<? extends CommandHandler> handler;
    private final String body;
    private final Class<? extends EngineCommand> command;

    Operation(
        Class<? extends CommandHandler> handler,
        String body,
        Class<? extends EngineCommand> command) {
      this.handler = handler;
      this.body = body;
      this.command = command;
    }

    private Call call() {
      return new Call().session("shop").chat(CONTACT.toString()).body(body);
    }

    private CommandHandler over(InMemoryDeployment deployment) {
      try {
        Constructor<? extends CommandHandler> wired =
            handler.getDeclaredConstructor(ApiWiring.class);
        wired.setAccessible(true);
        return wired.newInstance(deployment);
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
    }
  }

  private Answer call(Operation operation) {
    return operation.call().to(operation.over(deployment));
  }

  private Answer callLater(Operation operation) {
    return operation.call().header("Prefer", "respond-async").to(operation.over(deployment));
  }

  private void store(SessionStatus status) {
    Session shop = Examples.remote("shop", "+5511999999999");
    deployment.store(shop.withStatus(status, shop.createdAt()));
  }

  @ParameterizedTest
  @EnumSource
  void whatTheEngineDoesIsASuccess(Operation operation) {
    store(SessionStatus.CONNECTED);

    assertThat(call(operation).status()).isEqualTo(200);

    assertThat(deployment.engine.commands())
        .hasSize(operation == Operation.SUBSCRIBE_MANY ? 0 : 1)
        .allMatch(operation.command::isInstance);
  }

  @Test
  void startTellsTheEngineWhereToPostItsEvents() {
    store(SessionStatus.NEVER_STARTED);

    call(Operation.START);

    assertThat(deployment.engine.commands())
        .containsExactly(
            new EngineCommand.Start(
                Optional.of(
                    new EngineCommand.Intake(
                        INTAKE, Optional.of(new Secret("a webhook secret"))))));
  }

  @Test
  void commandsOfAConnectedSessionReachItsEngine() {
    store(SessionStatus.CONNECTED);

    call(Operation.SET_PRESENCE);
    call(Operation.SUBSCRIBE);
    call(Operation.SEND_TYPING);

    assertThat(deployment.engine.commands())
        .containsExactly(
            new EngineCommand.SetPresence(Availability.AVAILABLE),
            new EngineCommand.Subscribe(CONTACT),
            new EngineCommand.SendTyping(CONTACT, Typing.RECORDING));
  }

  @Test
  void startIsAnsweredWithWhatTheEngineSays() {
    store(SessionStatus.NEVER_STARTED);

    Answer answer = call(Operation.START);

    assertThat(answer.data().path("status").stringValue()).isEqualTo("CONNECTING");
    assertThat(call(Operation.STOP).data().path("statusReason").stringValue())
        .isEqualTo("MANUAL_STOP");
  }

  static Stream<Arguments> failures() {
    List<Arguments> failures =
        List.of(
            Arguments.of(
                new EngineAnswer.Unreachable("connection refused"),
                "502 engine_unreachable",
                "connection refused"),
            Arguments.of(new EngineAnswer.Unauthorized(401), "502 engine_unauthorized", "401"),
            Arguments.of(
                new EngineAnswer.Refused(404, "Session not found"),
                "502 engine_refused",
                "404: Session not found"),
            Arguments.of(
                new EngineAnswer.Denied(400, "not on WhatsApp"),
                "502 engine_refused",
                "400: not on WhatsApp"),
            Arguments.of(
                new EngineAnswer.Cannot("this version has no presence; update the engine"),
                "409 engine_cannot",
                "this version has no presence; update the engine"));
    return Arrays.stream(Operation.values())
        .filter(operation -> operation != Operation.SUBSCRIBE_MANY)
        .flatMap(
            operation ->
                failures.stream()
                    .map(
                        failure ->
                            Arguments.of(
                                operation, failure.get()[0], failure.get()[1], failure.get()[2])));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatTheEngineDoesNotDoIsAnErrorAndNothingIsStored(
      Operation operation, EngineAnswer answer, String problem, String why) {
    store(SessionStatus.CONNECTED);
    deployment.engine.answering(operation.command, answer);

    Answer failure = call(operation);

    assertThat(failure.problem()).isEqualTo(problem);
    assertThat(failure.sentence()).contains(why);
    assertThat(deployment.session("shop").status()).isEqualTo(SessionStatus.CONNECTED);
    assertThat(deployment.presences.find(Examples.key("shop", CONTACT.toString()))).isEmpty();
    assertThat(deployment.ownPresences.find(new SessionName("shop"))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"SET_PRESENCE", "SEND_TYPING"})
  void whatNeedsAConnectionIsRefusedWithoutOne(Operation operation) {
    store(SessionStatus.CONNECTING);

    assertThat(call(operation).problem()).isEqualTo("409 session_not_connected");
    assertThat(callLater(operation).problem()).isEqualTo("409 session_not_connected");

    assertThat(deployment.engine.commands()).isEmpty();
    assertThat(deployment.commandQueue.commands()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"SET_PRESENCE", "SEND_TYPING"})
  void anEngineThatLostItsConnectionMakesTheSessionNotConnected(Operation operation) {
    store(SessionStatus.CONNECTED);
    deployment.engine.answering(new EngineAnswer.NotConnected("logged out"));

    assertThat(call(operation).problem()).isEqualTo("409 session_not_connected");
  }

  @ParameterizedTest
  @EnumSource(names = {"SUBSCRIBE", "SUBSCRIBE_MANY"})
  void aSubscriptionWithoutAConnectionIsKept(Operation operation) {
    store(SessionStatus.CONNECTING);

    assertThat(call(operation).status()).isEqualTo(200);

    assertThat(deployment.engine.commands()).isEmpty();
    assertThat(
            deployment
                .presences
                .find(Examples.key("shop", CONTACT.toString()))
                .orElseThrow()
                .isSubscribed())
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void aSessionWithoutAUrlTakesNoCommand(Operation operation) {
    deployment.store(
        Session.create(
            new SessionName("shop"),
            EngineSettings.of(new EngineType("evolution")),
            Session.Profile.EMPTY,
            deployment.clock.instant()));

    for (Answer answer : List.of(call(operation), callLater(operation))) {
      assertThat(answer.problem()).isEqualTo("409 engine_cannot");
      assertThat(answer.sentence()).contains("engine.url");
    }
    assertThat(deployment.commandQueue.commands()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aCommandThatTheEngineLacksIsRefusedAtOnce(Operation operation) {
    store(SessionStatus.CONNECTED);
    deployment.remoteEngines = deployment.engine;
    deployment.engine.without(operation.command, "it has no such command; log out instead");

    for (Answer answer : List.of(call(operation), callLater(operation))) {
      assertThat(answer.problem()).isEqualTo("409 engine_cannot");
      assertThat(answer.sentence()).isEqualTo("it has no such command; log out instead");
    }
    assertThat(deployment.commandQueue.commands()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aPossibleCommandIsQueuedUnasked(Operation operation) {
    store(SessionStatus.CONNECTED);

    assertThat(callLater(operation).status()).isEqualTo(202);

    assertThat(deployment.commandQueue.commands()).hasSize(1);
    assertThat(deployment.engine.commands()).isEmpty();
  }
}
