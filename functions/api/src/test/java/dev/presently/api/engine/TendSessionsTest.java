package dev.presently.api.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.adapters.log.Log;
import dev.presently.api.InMemoryDeployment;
import dev.presently.api.NamedContext;
import dev.presently.api.RequestLog;
import dev.presently.core.Examples;
import dev.presently.core.engine.InMemoryTendQueue;
import dev.presently.core.engine.TendRequest;
import dev.presently.core.session.SessionName;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TendSessionsTest {
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final InMemoryDeployment deployment =
      new InMemoryDeployment(new RequestLog(Log.to(new PrintStream(lines, true, UTF_8), "info")));
  private final TendSessions tendSessions = new TendSessions(deployment);

  private void run() {
    tendSessions.handleRequest(Map.of(), new NamedContext("request"));
  }

  private void tended(String name) {
    deployment.store(Examples.remote(name, "+5511999999999"));
    deployment.useCases().engines().created(deployment.session(name));
  }

  @Test
  void eachSessionWithSomethingDueGetsAMessageNow() {
    tended("shop");
    tended("desk");
    deployment.store(Examples.loopback("sales"));
    deployment.clock.advance(Duration.ofMinutes(10));

    run();

    assertThat(deployment.tendQueue.waiting())
        .extracting(InMemoryTendQueue.Waiting::request)
        .containsExactlyInAnyOrder(
            TendRequest.due(new SessionName("shop")), TendRequest.due(new SessionName("desk")));
    assertThat(deployment.tendQueue.waiting())
        .allMatch(sent -> sent.due().equals(deployment.clock.instant()));
    assertThat(lines.toString(UTF_8)).contains("\"message\":\"due\"", "\"sessions\":2");
    assertThat(lines.toString(UTF_8)).doesNotContain("shop");
  }

  @Test
  void whereNothingIsDueNoMessageIsSent() {
    deployment.store(Examples.loopback("sales"));

    run();

    assertThat(deployment.tendQueue.waiting()).isEmpty();
    assertThat(lines.toString(UTF_8)).contains("\"sessions\":0");
  }

  @Test
  void theConstructorCallsNoService() {
    assertThat(
            new TendSessions(
                Map.of(
                    "AWS_REGION", "sa-east-1",
                    "AWS_ACCESS_KEY_ID", "key",
                    "AWS_SECRET_ACCESS_KEY", "secret",
                    "REGISTRY_TABLE", "registry",
                    "TEND_QUEUE_URL", "http://127.0.0.1:9/tend")))
        .isNotNull();
  }
}
