package dev.presently.api.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.presently.adapters.json.StrictJson;
import dev.presently.adapters.log.Log;
import dev.presently.adapters.sqs.TendMessage;
import dev.presently.api.InMemoryDeployment;
import dev.presently.api.NamedContext;
import dev.presently.api.RequestLog;
import dev.presently.core.Examples;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.ConnectionReport;
import dev.presently.core.engine.EngineAnswer;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.engine.TendRequest;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class TendSessionTest {
  private static final SessionName SHOP = new SessionName("shop");
  private static final Jid CONTACT = Jid.parse("5511900000001");

  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final InMemoryDeployment deployment =
      new InMemoryDeployment(new RequestLog(Log.to(new PrintStream(lines, true, UTF_8), "info")));
  private int remainingMillis = 25_000;

  private List<String> run(String event) {
    SQSEvent batch =
        LambdaEventSerializers.serializerFor(SQSEvent.class, getClass().getClassLoader())
            .fromJson(event);
    return new TendSession(deployment)
            .handleRequest(batch, new NamedContext("request", remainingMillis))
            .getBatchItemFailures()
            .stream()
            .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
            .toList();
  }

  /** The messages that are reported as failures, of these with the ids 1, 2, … */
  private List<String> tend(List<String> bodies) {
    ObjectNode event = StrictJson.newObject();
    ArrayNode records = event.putArray("Records");
    for (String body : bodies) {
      records.addObject().put("messageId", "" + records.size()).put("body", body);
    }
    return run(StrictJson.write(event));
  }

  /** Receives what is due, until nothing is. */
  private void receiveAll() {
    List<TendRequest> due = deployment.tendQueue.receive(deployment.clock.instant());
    while (!due.isEmpty()) {
      List<String> bodies = new ArrayList<>();
      due.forEach(request -> bodies.add(TendMessage.write(request)));
      assertThat(tend(bodies)).isEmpty();
      due = deployment.tendQueue.receive(deployment.clock.instant());
    }
  }

  private void connectedWithOneSubscription() {
    Session shop = Examples.remote("shop", "+5511999999999");
    deployment.store(shop);
    deployment.subscribe("shop", CONTACT.toString());
    deployment
        .useCases()
        .changeConnection()
        .apply(SHOP, ConnectionReport.of(SessionStatus.CONNECTED));
  }

  @Test
  void aSessionThatConnectsIsAskedForItsSubscriptions() {
    connectedWithOneSubscription();

    receiveAll();

    assertThat(deployment.engine.commands()).containsExactly(new EngineCommand.Subscribe(CONTACT));
    assertThat(lines.toString(UTF_8))
        .contains("\"result\":\"stepped\",\"asked\":1")
        .doesNotContain("5511900000001", "shop");
  }

  @Test
  void theSameMessageAgainAsksForNothing() {
    connectedWithOneSubscription();
    String body =
        TendMessage.write(deployment.tendQueue.receive(deployment.clock.instant()).getFirst());

    assertThat(tend(List.of(body, body))).isEmpty();
    assertThat(tend(List.of(body))).isEmpty();

    assertThat(deployment.engine.asked()).hasSize(1);
    assertThat(lines.toString(UTF_8)).contains("\"result\":\"nothing\"");
  }

  @Test
  void aDueStatusIsRead() {
    deployment.store(Examples.remote("shop", "+5511999999999"));
    deployment.useCases().engines().created(deployment.session("shop"));
    deployment.clock.advance(Duration.ofMinutes(10));
    deployment.engine.answering(
        EngineCommand.ReadStatus.class,
        new EngineAnswer.Done(Optional.of(ConnectionReport.of(SessionStatus.CONNECTED))));

    assertThat(tend(List.of(TendMessage.write(TendRequest.due(SHOP))))).isEmpty();

    assertThat(deployment.session("shop").status()).isEqualTo(SessionStatus.CONNECTED);
    assertThat(lines.toString(UTF_8)).contains("\"result\":\"tended\"");
  }

  @Test
  void anEngineThatFailsIsNoFailureOfTheMessage() {
    connectedWithOneSubscription();
    deployment.engine.answering(new EngineAnswer.Unreachable("connection refused"));

    receiveAll();

    assertThat(deployment.session("shop").engineState().lastError())
        .hasValueSatisfying(why -> assertThat(why).contains("connection refused"));
    assertThat(lines.toString(UTF_8)).contains("\"result\":\"postponed\"");
  }

  @Test
  void aMessageThatIsNoRequestIsReportedAlone() {
    connectedWithOneSubscription();
    String body =
        TendMessage.write(deployment.tendQueue.receive(deployment.clock.instant()).getFirst());

    assertThat(tend(List.of("{}", body, "no JSON"))).containsExactlyInAnyOrder("1", "3");

    assertThat(deployment.engine.asked()).hasSize(1);
  }

  @Test
  void withoutTimeForAnAnswerNothingIsAsked() {
    connectedWithOneSubscription();
    remainingMillis = 22_999;
    String body =
        TendMessage.write(deployment.tendQueue.receive(deployment.clock.instant()).getFirst());

    assertThat(tend(List.of(body))).containsExactly("1");
    assertThat(deployment.engine.commands()).isEmpty();
  }

  @Test
  void theSampleEventIsRead() throws IOException {
    assertThat(run(Files.readString(Path.of("..", "..", "events", "tend-session.json")))).isEmpty();
  }

  @Test
  void theConstructorCallsNoService() {
    assertThat(
            new TendSession(
                Map.of(
                    "AWS_REGION", "sa-east-1",
                    "AWS_ACCESS_KEY_ID", "key",
                    "AWS_SECRET_ACCESS_KEY", "secret",
                    "PRESENCE_TABLE", "presence",
                    "REGISTRY_TABLE", "registry",
                    "ALLOWED_PRIVATE_HOSTS", "",
                    "TEND_QUEUE_URL", "http://127.0.0.1:9/tend")))
        .isNotNull();
  }
}
