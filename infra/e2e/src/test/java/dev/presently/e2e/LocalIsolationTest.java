package dev.presently.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.delivery.FakeAnswer;
import dev.presently.core.delivery.FakeReceiver;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Receivers that nobody knows hold nobody's events. A batch ends with its slowest attempt, so an
 * event whose lane was in a batch with a receiver that hangs arrives after that attempt has ended.
 */
class LocalIsolationTest {
  private static final FakeAnswer HANGS = FakeAnswer.OK.after(Duration.ofSeconds(40));

  private final Scene scene = scene();
  private final Scene other = scene();

  @AfterEach
  void end() {
    scene.close();
    other.close();
  }

  private static Scene scene() {
    return new Scene(new LocalDeployment()).withSessions().subscribed();
  }

  @Test
  void fiveNewReceiversThatHangDelayNoEventOfTheHealthyOnesBesideThem() {
    List<FakeReceiver> healthy = receivers(scene, 5, FakeAnswer.OK);
    healthy.forEach(receiver -> answersATest(scene, receiver));
    List<Long> hanging = webhooks(scene, 5, HANGS);

    says(scene, 2);

    healthy.forEach(receiver -> heardPresences(scene, receiver, 4));
    assertThat(attempts(hanging)).as("attempts that have ended").isEmpty();
  }

  /** With 60 receivers of 9 s, an event of another session arrived after 34.5 s. */
  @Test
  void manySlowReceiversOfOneSessionDelayNoOtherSession() {
    FakeReceiver receiver = other.another();
    answersATest(other, receiver);
    List<Long> slow = webhooks(scene, 20, HANGS);

    for (int i = 0; i < 4; i++) {
      says(scene, 1);
      says(other, 1);
    }

    heardPresences(other, receiver, 8);
    assertThat(attempts(slow)).as("attempts that have ended").isEmpty();
  }

  private static void says(Scene scene, int times) {
    for (int i = 0; i < times; i++) {
      scene.says("available");
      scene.says("unavailable");
    }
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

  private static List<Long> webhooks(Scene scene, int count, FakeAnswer answer) {
    return receivers(scene, count, answer).stream()
        .map(receiver -> webhookAt(scene, receiver))
        .toList();
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

  private static void heardPresences(Scene scene, FakeReceiver receiver, int count) {
    scene.heard(
        receiver,
        all -> all.stream().filter(e -> e.event().equals("presence.update")).count() >= count);
  }

  private List<JsonNode> attempts(List<Long> webhooks) {
    return webhooks.stream()
        .flatMap(id -> scene.api.get("/api/webhooks/" + id + "/deliveries").list().stream())
        .flatMap(delivery -> delivery.path("attempts").valueStream())
        .toList();
  }
}
