package dev.presently.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.presently.core.delivery.FakeAnswer;
import dev.presently.core.delivery.FakeReceiver;
import dev.presently.local.LocalRunner;
import dev.presently.local.RunnerOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Receivers that nobody knows hold nobody's events. A batch ends with its slowest attempt, so an
 * event whose lane was in a batch with a receiver that hangs, or that found no free execution,
 * arrives after such an attempt has ended. Two executions stand for many.
 */
class LocalIsolationTest {
  private static final FakeAnswer HANGS = FakeAnswer.OK.after(Duration.ofSeconds(40));

  private static final LocalRunner RUNNER =
      LocalRunner.start(
          RunnerOptions.of(Repository.TEMPLATE).withParameter("SenderConcurrency", "2"));

  private final Scene scene = scene();
  private final Scene other = scene();

  @AfterEach
  void end() {
    scene.close();
    other.close();
  }

  @AfterAll
  static void stop() {
    RUNNER.close();
  }

  private static Scene scene() {
    return new Scene(new LocalDeployment(RUNNER)).withSessions().subscribed();
  }

  @Test
  void fiveNewReceiversThatHangDelayNoEventOfTheHealthyOnesBesideThem() {
    List<FakeReceiver> healthy = receivers(scene, 5, FakeAnswer.OK);
    healthy.forEach(receiver -> answersATest(scene, receiver));
    List<FakeReceiver> hanging = receivers(scene, 5, HANGS);
    List<Long> webhooks = webhooks(hanging);

    says(scene);
    bothExecutionsAreHeldBy(hanging);

    healthy.forEach(receiver -> heardBoth(scene, receiver));
    Instant heard = Instant.now();
    assertThat(attemptsEndedBefore(heard, webhooks)).isEmpty();
  }

  /** With 60 receivers of 9 s, an event of another session arrived after 34.5 s. */
  @Test
  void manySlowReceiversOfOneSessionDelayNoOtherSession() {
    FakeReceiver receiver = other.another();
    answersATest(other, receiver);
    List<FakeReceiver> slow = receivers(scene, 20, HANGS);
    List<Long> webhooks = webhooks(slow);

    says(scene);
    bothExecutionsAreHeldBy(slow);
    says(other);

    heardBoth(other, receiver);
    Instant heard = Instant.now();
    assertThat(attemptsEndedBefore(heard, webhooks)).isEmpty();
  }

  private static void says(Scene scene) {
    scene.says("available");
    scene.says("unavailable");
  }

  private static List<FakeReceiver> receivers(Scene scene, int count, FakeAnswer answer) {
    return IntStream.range(0, count)
        .mapToObj(
            _ -> {
              FakeReceiver receiver = scene.another();
              receiver.alwaysAnswer(answer);
              return receiver;
            })
        .toList();
  }

  private List<Long> webhooks(List<FakeReceiver> receivers) {
    return receivers.stream().map(receiver -> webhookAt(scene, receiver)).toList();
  }

  /** The others get their first attempt when these have ended. */
  private static void bothExecutionsAreHeldBy(List<FakeReceiver> receivers) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                receivers.stream().filter(receiver -> !receiver.received().isEmpty()).count() >= 2);
  }

  private static long webhookAt(Scene scene, FakeReceiver receiver) {
    return scene.webhookAt(
        receiver, ",'session':'%s','events':['presence.update']".formatted(scene.watcher));
  }

  private static void answersATest(Scene scene, FakeReceiver receiver) {
    long id = webhookAt(scene, receiver);
    JsonNode attempt = scene.api.post("/api/webhooks/" + id + "/test", "").data();
    assertThat(attempt.path("outcome").stringValueOpt()).contains("delivered");
  }

  private static void heardBoth(Scene scene, FakeReceiver receiver) {
    scene.heard(
        receiver,
        all -> all.stream().filter(e -> e.event().equals("presence.update")).count() >= 2);
  }

  private List<JsonNode> attemptsEndedBefore(Instant time, List<Long> webhooks) {
    return webhooks.stream()
        .flatMap(id -> scene.api.get("/api/webhooks/" + id + "/deliveries").list().stream())
        .flatMap(delivery -> delivery.path("attempts").valueStream())
        .filter(attempt -> end(attempt).isBefore(time))
        .toList();
  }

  private static Instant end(JsonNode attempt) {
    return Instant.parse(attempt.path("at").stringValue())
        .plusMillis(attempt.path("durationMs").longValue());
  }
}
