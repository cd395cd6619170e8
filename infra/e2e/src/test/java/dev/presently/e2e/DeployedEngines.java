package dev.presently.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.presently.local.engine.ContactAct;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Sessions with a remote engine, where a schedule and a queue call the functions that tend them.
 */
abstract class DeployedEngines {
  /** The schedule's minute, and the rest. */
  private static final Duration NEXT_RUN = Duration.ofMinutes(3);

  abstract Deployment deployment();

  @Test
  void theScheduleReadsStatusesAndTheQueueAsksForSubscriptions() {
    try (var silent = new EngineScene(deployment(), "gowa");
        var waha = new EngineScene(deployment(), "waha")) {
      assertThat(silent.post("/start", "").status()).isEqualTo(200);
      var contacts = waha.numbers(3);
      waha.subscribeAll(contacts);
      assertThat(waha.asked()).isEmpty();

      waha.connected();

      await().atMost(NEXT_RUN).until(() -> waha.stub().subscribed().size() == contacts.size());
      waha.stub().contact(contacts.getFirst(), ContactAct.TYPING);
      waha.scene.heard(
          events -> events.stream().anyMatch(event -> event.text("presence").equals("composing")));
      // GOWA sends nothing about its connection: only the schedule can tell.
      await()
          .atMost(NEXT_RUN)
          .untilAsserted(() -> assertThat(silent.status()).isEqualTo("CONNECTED"));
    }
  }
}
