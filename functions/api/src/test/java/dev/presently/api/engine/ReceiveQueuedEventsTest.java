package dev.presently.api.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.presently.adapters.json.StrictJson;
import dev.presently.adapters.log.Log;
import dev.presently.api.ApiWiring;
import dev.presently.api.InMemoryDeployment;
import dev.presently.api.NamedContext;
import dev.presently.api.RequestLog;
import dev.presently.core.DependencyFailed;
import dev.presently.core.engine.EngineEventReader;
import dev.presently.core.engine.RemoteEngine;
import dev.presently.core.engine.RemoteEngines;
import dev.presently.core.presence.Presence;
import dev.presently.core.presence.PresenceState;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiveQueuedEventsTest {
  private static final String ANA = "5511999990002@s.whatsapp.net";
  private static final String EVA = "5511999990003@s.whatsapp.net";

  private record Message(String id, String group, String body) {}

  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final InMemoryDeployment deployment =
      new InMemoryDeployment(new RequestLog(Log.to(new PrintStream(logged, true, UTF_8), "info")));
  private final List<Message> messages = new ArrayList<>();
  private ApiWiring wiring = deployment;
  private int remainingMillis = 25_000;

  private void hasSession(String name, String instance) {
    deployment.store(
        Session.create(
            new SessionName(name),
            EngineSettings.of(new EngineType("evolution")).withSession(instance),
            Session.Profile.EMPTY,
            deployment.clock.instant()));
  }

  private ReceiveQueuedEventsTest message(String group, String body) {
    messages.add(new Message("message-" + (messages.size() + 1), group, body));
    return this;
  }

  private ReceiveQueuedEventsTest says(String instance, String contact, String presence) {
    return message(
        instance,
        """
        {"event":"presence.update","instance":"%s","dataType":"json","server":"evolution",
         "data":{"id":"%s","presences":{"%s":{"lastKnownPresence":"%s"}}}}"""
            .formatted(instance, contact, contact, presence));
  }

  /** The ids of the messages that are reported as failures. */
  private List<String> run() {
    var event = StrictJson.newObject();
    var records = event.putArray("Records");
    for (Message message : messages) {
      records
          .addObject()
          .put("messageId", message.id())
          .put("body", message.body())
          .putObject("attributes")
          .put("MessageGroupId", message.group());
    }
    return run(StrictJson.write(event));
  }

  /** Passes an event as Lambda's runtime does. */
  private List<String> run(String json) {
    SQSEvent event =
        LambdaEventSerializers.serializerFor(SQSEvent.class, getClass().getClassLoader())
            .fromJson(json);
    return new ReceiveQueuedEvents(wiring)
            .handleRequest(event, new NamedContext("request", remainingMillis))
            .getBatchItemFailures()
            .stream()
            .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
            .toList();
  }

  private Optional<PresenceState> state(String session, String contact) {
    return deployment.presence(session, contact).map(Presence::state);
  }

  private List<String> lines() {
    return logged
        .toString(UTF_8)
        .lines()
        .map(StrictJson::object)
        .map(line -> line.remove(List.of("time", "level", "operation")).toString())
        .toList();
  }

  /** Engines whose events of this contact cannot be read for a while. */
  private void readerFailsFor(String contact) {
    RemoteEngines real = deployment.remoteEngines();
    var failing =
        proxy(
            EngineEventReader.class,
            real.find(new EngineType("evolution")).orElseThrow().events(),
            (name, arguments) -> {
              if (name.equals("read")
                  && new String((byte[]) arguments[1], UTF_8).contains(contact)) {
                throw new DependencyFailed("no room");
              }
              return Optional.empty();
            });
    var engine =
        proxy(
            RemoteEngine.class,
            real.find(new EngineType("evolution")).orElseThrow(),
            (name, _) -> Optional.of(failing).filter(_ -> name.equals("events")));
    var engines =
        proxy(
            RemoteEngines.class,
            real,
            (name, arguments) ->
                Optional.of(Optional.of(engine))
                    .filter(
                        _ ->
                            name.equals("find")
                                && arguments[0].equals(new EngineType("evolution"))));
    wiring =
        proxy(
            ApiWiring.class,
            deployment,
            (name, _) -> Optional.of(engines).filter(_ -> name.equals("remoteEngines")));
  }

  private interface Answers {
    Optional<?> to(String method, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, T real, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              Optional<?> answer = answers.to(method.getName(), arguments);
              try {
                return answer.isPresent() ? answer.get() : method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  @Test
  void theSampleEventIsApplied() throws IOException {
    hasSession("shop", "shop");

    assertThat(run(Files.readString(Path.of("..", "..", "events", "receive-queued-events.json"))))
        .isEmpty();

    assertThat(state("shop", ANA)).contains(PresenceState.COMPOSING);
  }

  @Test
  void anEventIsThatOfTheSessionWithTheNameOfTheInstance() {
    hasSession("shop", "shop");
    hasSession("other", "another-shop");

    assertThat(says("shop", ANA, "available").run()).isEmpty();

    assertThat(state("shop", ANA)).contains(PresenceState.AVAILABLE);
    assertThat(state("other", ANA)).isEmpty();
    assertThat(lines())
        .containsExactly(
            "{\"message\":\"received\",\"requestId\":\"message-1\",\"accepted\":1,\"ignored\":0}");
  }

  @Test
  void aSessionOfAnotherNameThatClaimsTheInstanceHearsNothing() {
    hasSession("thief", "shop");
    hasSession("shop", "another-shop");

    assertThat(says("shop", ANA, "available").run()).isEmpty();

    assertThat(state("thief", ANA)).isEmpty();
    assertThat(state("shop", ANA)).isEmpty();
    assertThat(lines())
        .containsExactly("{\"message\":\"of no session\",\"requestId\":\"message-1\"}");
  }

  @Test
  void anInstanceWhoseNameNoSessionCanHaveIsOfNoSession() {
    assertThat(says("two words", ANA, "available").run()).isEmpty();

    assertThat(lines())
        .containsExactly("{\"message\":\"of no session\",\"requestId\":\"message-1\"}");
  }

  @Test
  void theMessagesOfAGroupAreAppliedInOrder() {
    hasSession("shop", "shop");

    assertThat(
            says("shop", ANA, "composing")
                .says("shop", ANA, "unavailable")
                .says("shop", ANA, "available")
                .run())
        .isEmpty();

    assertThat(deployment.presence("shop", ANA).orElseThrow().seq().value()).isEqualTo(3);
    assertThat(state("shop", ANA)).contains(PresenceState.AVAILABLE);
  }

  @Test
  void aFaultReturnsTheMessageAndThoseBehindItInItsGroup() {
    hasSession("shop", "shop");
    hasSession("desk", "desk");
    readerFailsFor(EVA);

    assertThat(
            says("shop", ANA, "available")
                .says("shop", EVA, "available")
                .says("shop", ANA, "unavailable")
                .says("desk", ANA, "available")
                .run())
        .containsExactly("message-2", "message-3");

    assertThat(state("shop", ANA)).contains(PresenceState.AVAILABLE);
    assertThat(state("desk", ANA)).contains(PresenceState.AVAILABLE);
    assertThat(logged.toString(UTF_8)).contains("receiveQueuedEvents").doesNotContain("no room");
  }

  @Test
  void withTooLittleTimeNothingIsBegun() {
    hasSession("shop", "shop");
    remainingMillis = 12_999;

    assertThat(says("shop", ANA, "available").run()).containsExactly("message-1");
    assertThat(state("shop", ANA)).isEmpty();
  }

  @Test
  void aMessageWhoseDataIsInABucketIsSetAside() {
    hasSession("shop", "shop");
    message(
        "shop",
        "{\"event\":\"messages.set\",\"instance\":\"shop\",\"dataType\":\"s3\","
            + "\"data\":{\"fileUrl\":\"https://s3.example/x.json\"}}");

    assertThat(run()).isEmpty();
    assertThat(lines())
        .containsExactly(
            "{\"message\":\"received\",\"requestId\":\"message-1\",\"accepted\":0,\"ignored\":1}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not JSON", "[]", "{\"event\":\"presence.update\"}"})
  void aMessageOfNoEngineIsSetAside(String body) {
    hasSession("shop", "shop");

    assertThat(message("shop", body).says("shop", ANA, "available").run()).isEmpty();
    assertThat(state("shop", ANA)).contains(PresenceState.AVAILABLE);
    assertThat(lines().getFirst())
        .isEqualTo("{\"message\":\"of no session\",\"requestId\":\"message-1\"}");
  }

  @Test
  void aMessageThatCannotBeReadIsSetAside() {
    hasSession("shop", "shop");
    message("shop", "{\"event\":\"presence.update\",\"instance\":\"shop\",\"dataType\":\"json\"}");

    assertThat(says("shop", ANA, "available").run()).isEmpty();
    assertThat(state("shop", ANA)).contains(PresenceState.AVAILABLE);
    assertThat(lines().getFirst())
        .isEqualTo(
            "{\"message\":\"set aside\",\"requestId\":\"message-1\",\"code\":\"missing_field\"}");
  }

  @Test
  void theConnectionIsToldToo() {
    hasSession("shop", "shop");

    assertThat(
            message(
                    "shop",
                    "{\"event\":\"connection.update\",\"instance\":\"shop\",\"dataType\":\"json\","
                        + "\"data\":{\"state\":\"open\",\"profileName\":\"Shop\"}}")
                .run())
        .isEmpty();

    Session sales = deployment.session("shop");
    assertThat(sales.status()).isEqualTo(SessionStatus.CONNECTED);
    assertThat(sales.profile().pushName()).contains("Shop");
    assertThat(sales.engineState().lastEventAt()).contains(deployment.clock.instant());
  }

  @Test
  void aStatusWordThatIsNotKnownIsLoggedOnce() {
    hasSession("shop", "shop");
    message(
        "shop",
        "{\"event\":\"connection.update\",\"instance\":\"shop\",\"dataType\":\"json\","
            + "\"data\":{\"state\":\"asleep\"}}");

    assertThat(run()).isEmpty();
    assertThat(lines().stream().filter(line -> line.contains("asleep"))).hasSize(1);
    assertThat(deployment.session("shop").status()).isEqualTo(SessionStatus.NEVER_STARTED);
  }

  @Test
  void noLineNamesTheContact() {
    hasSession("shop", "shop");

    says("shop", ANA, "available").run();

    assertThat(logged.toString(UTF_8)).doesNotContain("5511999990002");
  }
}
