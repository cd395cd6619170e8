package dev.presently.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A session with many contacts: 100, and 500 with the long fault injection. */
class LargeSessionTest {
  private static final int CONTACTS = Integer.getInteger("session.contacts", 100);
  private static final int A_SECOND = 10;

  @Test
  void eachContactIsAskedForOnceAtThePaceAndInBoundedTime() {
    try (var engine = new EngineScene("wuzapi")) {
      var contacts = engine.numbers(CONTACTS);
      engine.subscribeAll(contacts);
      assertThat(engine.stub().requests()).isEmpty();

      engine.connected();

      await()
          .atMost(Duration.ofSeconds(20 + 2L * CONTACTS / A_SECOND))
          .until(() -> engine.stub().subscribed().size() == CONTACTS);
      assertThat(engine.asked())
          .extracting(EngineScene::contact)
          .containsExactlyInAnyOrderElementsOf(contacts);
      EngineScene.assertPace(engine.asked());
    }
  }
}
