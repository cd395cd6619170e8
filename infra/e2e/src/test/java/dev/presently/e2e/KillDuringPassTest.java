package dev.presently.e2e;

import static dev.presently.e2e.Scene.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.presently.e2e.bench.RunnerProcess;
import dev.presently.local.engine.StubEngine;
import dev.presently.local.engine.StubOptions;
import dev.presently.local.engine.StubRequest;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class KillDuringPassTest {
  private static final Path PROJECT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int CONTACTS = 40;
  private static final int A_STEP = 10;

  @TempDir Path directory;

  private @Nullable RunnerProcess runner;

  @AfterEach
  void kill() {
    if (runner != null) {
      runner.kill();
    }
  }

  /** The message for the next step is still there after the kill. */
  @Test
  @Timeout(400)
  void subscribingGoesOnAfterAKillBetweenTwoSteps() throws Exception {
    killOnce(
        asked ->
            asked.size() >= A_STEP
                && asked.getLast().at().isBefore(Instant.now().minusMillis(300)));
  }

  /** The step is claimed: another one goes on when its lease is over, after a minute or two. */
  @Test
  @Timeout(600)
  @EnabledIfSystemProperty(
      named = "chaos.minutes",
      matches = "[1-9].*",
      disabledReason = "takes minutes, so it runs with the long fault injection")
  void subscribingGoesOnAfterAKillWithinAStep() throws Exception {
    killOnce(asked -> asked.size() > A_STEP);
  }

  private void killOnce(Predicate<List<StubRequest>> due) throws Exception {
    var contacts = IntStream.range(0, CONTACTS).mapToObj(i -> "55118888800" + (10 + i)).toList();
    try (var stub =
        StubEngine.start(
            StubOptions.of("waha"), new PrintStream(OutputStream.nullOutputStream()))) {
      var api = start();
      var made =
          api.post(
              "/api/sessions",
              json(
                  "{'name':'shop','engine':{'type':'waha','url':'%s','subscribePerSecond':10}}"
                      .formatted(stub.url())));
      assertThat(made.status()).isEqualTo(201);
      var many =
          api.post(
              "/api/sessions/shop/subscriptions",
              json("{'chatIds':['" + String.join("','", contacts) + "']}"));
      assertThat(many.status()).isEqualTo(200);
      assertThat(api.post("/api/sessions/shop/start", "").status()).isEqualTo(200);
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> due.test(asked(stub)));

      kill();
      var before = asked(stub).size();
      assertThat(before).as("the kill comes in the middle").isLessThan(CONTACTS);
      start();

      await().atMost(PATIENCE).until(() -> stub.subscribed().size() == CONTACTS);
      var after = asked(stub);
      assertThat(after.stream().map(EngineScene::contact).distinct())
          .containsExactlyInAnyOrderElementsOf(contacts);
      assertThat(after.size())
          .as("at most the step that the kill interrupted is done again")
          .isLessThanOrEqualTo(CONTACTS + A_STEP);
    }
  }

  private static List<StubRequest> asked(StubEngine stub) {
    return stub.requests().stream()
        .filter(request -> request.route().endsWith("/subscribe"))
        .toList();
  }

  private Api start() throws Exception {
    runner = RunnerProcess.start(PROJECT, List.of("--data", directory.resolve("data").toString()));
    return new Api(runner.baseUrl(), runner.apiKey());
  }
}
