package dev.presently.api.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.presently.adapters.json.EventJson;
import dev.presently.adapters.json.StrictJson;
import dev.presently.adapters.sqs.DeliveryMessage;
import dev.presently.adapters.sqs.SqsCommandQueue;
import dev.presently.api.InMemoryDeployment;
import dev.presently.api.NamedContext;
import dev.presently.core.DependencyFailed;
import dev.presently.core.Examples;
import dev.presently.core.Page;
import dev.presently.core.RequestId;
import dev.presently.core.TestClock;
import dev.presently.core.command.Command;
import dev.presently.core.command.CommandResult;
import dev.presently.core.command.CommandResultStore;
import dev.presently.core.command.CorrelationId;
import dev.presently.core.command.QueuedCommand;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.Event;
import dev.presently.core.engine.EngineAnswer;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.engine.Engines;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.PresenceState;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.Secret;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.WebhookId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class RunCommandTest {
  private static final SessionName SALES = new SessionName("sales");
  private static final SessionName DESK = new SessionName("desk");
  private static final Jid SALES_JID = Jid.phone("5511999999999");
  private static final Jid DESK_JID = Jid.phone("5511911111111");

  private record Message(String id, String session, String body) {}

  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private final List<Message> messages = new ArrayList<>();
  private int remainingMillis = 25_000;

  private RunCommandTest queued(Command command) {
    int number = messages.size() + 1;
    return message(
        command.session().value(),
        SqsCommandQueue.write(
            new QueuedCommand(
                CorrelationId.of("" + number),
                command,
                Optional.of(new RequestId("request-" + number)))));
  }

  private RunCommandTest message(String session, String body) {
    messages.add(new Message("message-" + (messages.size() + 1), session, body));
    return this;
  }

  private RunCommand handler(Engines engines, CommandResultStore results) {
    deployment.engines = () -> engines;
    deployment.commandResultStore = results;
    return new RunCommand(deployment);
  }

  /** The ids of the messages that are reported as failures. */
  private List<String> run() {
    return run(handler(deployment.useCases().engines(), deployment.commandResults));
  }

  private List<String> run(RunCommand handler) {
    ObjectNode event = StrictJson.newObject();
    ArrayNode records = event.putArray("Records");
    for (Message message : messages) {
      records
          .addObject()
          .put("messageId", message.id())
          .put("body", message.body())
          .putObject("attributes")
          .put("MessageGroupId", message.session());
    }
    return run(handler, StrictJson.write(event));
  }

  /** Passes an event as Lambda's runtime does. */
  private List<String> run(RunCommand handler, String json) {
    SQSEvent event =
        LambdaEventSerializers.serializerFor(SQSEvent.class, getClass().getClassLoader())
            .fromJson(json);
    return handler
        .handleRequest(event, new NamedContext("request", remainingMillis))
        .getBatchItemFailures()
        .stream()
        .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
        .toList();
  }

  private List<String> results() {
    return deployment.commandResults.results().stream()
        .map(kept -> kept.id() + " " + kept.success() + " " + kept.result())
        .toList();
  }

  private void twoSessions() {
    deployment.storeConnected("sales", "+5511999999999");
    deployment.storeConnected("desk", "+5511911111111");
  }

  @Test
  void theSampleEventIsExecuted() throws IOException {
    deployment.storeConnected("sales", "+5511999999999");

    assertThat(
            run(
                handler(deployment.useCases().engines(), deployment.commandResults),
                Files.readString(Path.of("..", "..", "events", "run-command.json"))))
        .isEmpty();

    assertThat(results())
        .containsExactly(
            "cmd_3f0a4c1e-6f1b-4f4e-9a53-6d1c0c2b7a11 true {\"success\":true}",
            "cmd_8f14e45f-ceea-467f-a0e6-3b1d2c4a5b6c true {\"success\":true}");
    assertThat(deployment.ownPresences.find(SALES).orElseThrow().availability())
        .isEqualTo(Availability.AVAILABLE);
  }

  @Test
  void theCommandsOfASessionAreExecutedInOrder() {
    twoSessions();
    deployment.subscribe("desk", SALES_JID.toString());

    queued(new Command.SetPresence(SALES, Availability.AVAILABLE))
        .queued(new Command.SendTyping(SALES, DESK_JID, Typing.COMPOSING))
        .queued(new Command.SetPresence(SALES, Availability.UNAVAILABLE))
        .queued(new Command.SetPresence(SALES, Availability.AVAILABLE));

    assertThat(run()).isEmpty();
    assertThat(results())
        .containsExactly(
            "cmd_1 true {\"success\":true}",
            "cmd_2 true {\"success\":true}",
            "cmd_3 true {\"success\":true}",
            "cmd_4 true {\"success\":true}");
    assertThat(deployment.presence("desk", SALES_JID.toString()).orElseThrow())
        .satisfies(
            held -> {
              assertThat(held.state()).isEqualTo(PresenceState.AVAILABLE);
              assertThat(held.seq().value()).isEqualTo(5);
            });
  }

  @Test
  void theResultIsThatOfADirectResponse() {
    deployment.store(Examples.loopback("desk"));

    queued(new Command.StartSession(DESK, Optional.empty()))
        .queued(new Command.SubscribePresence(DESK, SALES_JID))
        .queued(new Command.SubscribeMany(DESK, List.of("+5511900000002", "nobody")))
        .queued(new Command.StopSession(DESK));

    assertThat(run()).isEmpty();
    assertThat(results())
        .satisfiesExactly(
            started ->
                assertThat(started)
                    .startsWith("cmd_1 true {\"name\":\"desk\",\"status\":\"CONNECTED\","),
            subscribed -> assertThat(subscribed).isEqualTo("cmd_2 true {\"success\":true}"),
            many ->
                assertThat(many)
                    .startsWith(
                        "cmd_3 true {\"subscribed\":[\"5511900000002@s.whatsapp.net\"],"
                            + "\"failed\":[{\"chatId\":\"nobody\",\"error\":\"not a JID;"),
            stopped -> assertThat(stopped).contains("cmd_4 true", "\"status\":\"DISCONNECTED\""));
    assertThat(deployment.commandResults.results())
        .allMatch(
            kept -> kept.at().equals(deployment.clock.instant()) && kept.session().equals(DESK));
  }

  @Test
  void whatAnEngineDoesNotDoIsAResult() {
    SessionName shop = new SessionName("shop");
    deployment.store(Examples.remote("shop", "+5511999999999"));
    deployment.store(Examples.loopback("desk"));
    deployment
        .engine
        .answering(EngineCommand.Start.class, new EngineAnswer.Unreachable("no answer in 20 s"))
        .answering(EngineCommand.Stop.class, new EngineAnswer.Cannot("it can only log out"));

    queued(new Command.StartSession(shop, Optional.of(URI.create("https://a.dev/api/intake/shop"))))
        .queued(new Command.StopSession(shop))
        .queued(new Command.SetPresence(DESK, Availability.AVAILABLE))
        .queued(new Command.StopSession(new SessionName("gone")));

    assertThat(run()).isEmpty();
    assertThat(results())
        .containsExactlyInAnyOrder(
            "cmd_1 false {\"error\":\"the engine was not reached: no answer in 20 s\","
                + "\"code\":\"engine_unreachable\"}",
            "cmd_2 false {\"error\":\"it can only log out\",\"code\":\"engine_cannot\"}",
            "cmd_3 false {\"error\":\"the session desk is not connected; start it first\","
                + "\"code\":\"session_not_connected\"}",
            "cmd_4 false {\"error\":\"there is no session named gone\","
                + "\"code\":\"session_not_found\"}");
    assertThat(deployment.engine.commands().getFirst())
        .isEqualTo(
            new EngineCommand.Start(
                Optional.of(
                    new EngineCommand.Intake(
                        URI.create("https://a.dev/api/intake/shop"),
                        Optional.of(new Secret("a webhook secret"))))));
  }

  @Test
  void aCommandWhoseResultIsStoredIsNotExecutedAgain() {
    twoSessions();
    queued(new Command.SetPresence(SALES, Availability.AVAILABLE));
    run();
    List<CommandResult> first = deployment.commandResults.results();
    deployment.clock.advance(Duration.ofSeconds(90));
    deployment.engine("sales").setPresence(Availability.UNAVAILABLE);

    assertThat(run()).isEmpty();

    assertThat(deployment.commandResults.results()).isEqualTo(first);
    assertThat(deployment.ownPresences.find(SALES).orElseThrow().availability())
        .isEqualTo(Availability.UNAVAILABLE);
  }

  @Test
  void aCommandWhoseResultIsNotStoredIsExecutedAgainWithoutHarm() {
    twoSessions();
    deployment.subscribe("desk", SALES_JID.toString());
    queued(new Command.SetPresence(SALES, Availability.AVAILABLE));
    run(handler(deployment.useCases().engines(), failingToKeep()));
    Instant later = deployment.clock.advance(Duration.ofSeconds(150));

    assertThat(run()).isEmpty();

    assertThat(deployment.presence("desk", SALES_JID.toString()).orElseThrow().seq().value())
        .isEqualTo(2);
    assertThat(deployment.commandResults.results())
        .singleElement()
        .satisfies(kept -> assertThat(kept.at()).isEqualTo(later));
  }

  @Test
  void aFaultStopsItsSessionOnly() {
    twoSessions();
    Engines failing = deployment.enginesFailingAt(SALES_JID);
    queued(new Command.SubscribePresence(DESK, DESK_JID))
        .queued(new Command.SetPresence(SALES, Availability.AVAILABLE))
        .queued(new Command.SubscribePresence(DESK, SALES_JID))
        .queued(new Command.SetPresence(DESK, Availability.AVAILABLE));

    assertThat(run(handler(failing, deployment.commandResults)))
        .containsExactly("message-3", "message-4");

    assertThat(results())
        .containsExactlyInAnyOrder(
            "cmd_1 true {\"success\":true}", "cmd_2 true {\"success\":true}");
    assertThat(deployment.ownPresences.find(DESK)).isEmpty();
  }

  @Test
  void aMessageThatIsNoCommandIsReported() {
    deployment.storeConnected("sales", "+5511999999999");
    message("sales", "{}")
        .message("nobody", "no JSON")
        .message("odd", "{\"correlationId\":\"cmd_x\",\"operation\":\"erase\",\"session\":\"odd\"}")
        .queued(new Command.SetPresence(SALES, Availability.AVAILABLE));

    assertThat(run()).containsExactly("message-1", "message-4", "message-2", "message-3");

    assertThat(results()).isEmpty();
  }

  @Test
  void withoutTimeLeftNoCommandIsExecuted() {
    deployment.storeConnected("sales", "+5511999999999");
    remainingMillis = 22_999;
    queued(new Command.SetPresence(SALES, Availability.AVAILABLE));

    assertThat(run()).containsExactly("message-1");
    assertThat(results()).isEmpty();
  }

  @Test
  void fiveHundredInvalidJidsFitIntoAnEvent() {
    deployment.store(Examples.loopback("desk"));
    queued(
        new Command.SubscribeMany(
            DESK,
            IntStream.range(0, 500)
                .mapToObj(i -> "5511900000%03d@nowhere.net".formatted(i))
                .toList()));

    run();

    assertThat(results()).singleElement().asString().contains("@nowhere.net", "\"subscribed\":[]");
  }

  @Test
  void aResultThatDoesNotFitIntoAnEventIsReplacedByAnError() {
    startWithConfigOf(31_500);

    assertThat(results())
        .containsExactly(
            "cmd_1 true {\"error\":\"the result is too large for an event; ask without Prefer to"
                + " see it\",\"code\":\"result_too_large\"}");
    assertThat(deployment.session("desk").status().isConnected()).isTrue();
  }

  @Test
  void theLargestResultFitsIntoAMessage() {
    startWithConfigOf(31_000);

    var event = new Event.CommandEnded(deployment.commandResults.results().getFirst());
    String body = new EventJson().write(event);
    Delivery delivery = Delivery.of(event, new WebhookId(1_000_000), body, Optional.empty());
    assertThat(body).doesNotContain("result_too_large");
    assertThat(DeliveryMessage.write(delivery).getBytes(UTF_8))
        .hasSizeBetween(240 * 1024, 256 * 1024);
  }

  /** Quotation marks grow most on their way: each has eight bytes in a message. */
  private void startWithConfigOf(int quotes) {
    Session.Profile profile =
        new Session.Profile(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("{\"x\":\"" + "\\\"".repeat(quotes) + "\"}"));
    deployment.store(Session.create(DESK, EngineSettings.LOOPBACK, profile, TestClock.START));
    queued(new Command.StartSession(DESK, Optional.empty()));
    run();
  }

  @Test
  void theConstructorCallsNoService() {
    assertThat(
            new RunCommand(
                Map.of(
                    "AWS_REGION", "sa-east-1",
                    "AWS_ACCESS_KEY_ID", "key",
                    "AWS_SECRET_ACCESS_KEY", "secret",
                    "PRESENCE_TABLE", "presence",
                    "REGISTRY_TABLE", "registry")))
        .isNotNull();
  }

  private static CommandResultStore failingToKeep() {
    return new CommandResultStore() {
      @Override
      public boolean contains(SessionName session, CorrelationId id) {
        return false;
      }

      @Override
      public void save(CommandResult result) {
        throw new DependencyFailed("no room");
      }

      @Override
      public List<CommandResult> mentioning(SessionName session, Collection<Jid> chats) {
        return List.of();
      }

      @Override
      public Page<CommandResult> list(SessionName session, Optional<String> after, int limit) {
        return new Page<>(List.of(), Optional.empty());
      }

      @Override
      public void removeAll(SessionName session, Collection<CorrelationId> ids) {}
    };
  }
}
