package dev.presently.sender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.adapters.json.StrictJson;
import dev.presently.adapters.log.Metric;
import dev.presently.core.TestClock;
import dev.presently.core.delivery.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SweepDeliveriesTest {
  private static final Outcome REFUSED = Outcome.RetryLater.because(Outcome.Kind.CONNECTION);

  private final SenderFixture sender = new SenderFixture();

  @BeforeEach
  void parkALane() {
    sender.register(1, URI.create("http://127.0.0.1/"));
    new Batch().delivery(1, "a", 1).failuresOf(sender.sends(_ -> REFUSED));
  }

  private void sweep() throws IOException {
    Path sample = Path.of("..", "..", "events", "sweep-deliveries.json");
    sender
        .sweeps()
        .handleRequest(StrictJson.object(Files.readString(sample)), new Batch().context());
  }

  @Test
  void aWakeWhoseMessageWasLostIsSentAgain() throws IOException {
    sender.retries.take(TestClock.START.plusSeconds(600));
    sender.clock.advance(Duration.ofSeconds(26));

    sweep();

    assertThat(sender.retries.wakes()).hasSize(1);
  }

  @Test
  void aReceiverThatFailedForAnHourWasSilent() throws IOException {
    for (int seq = 1; seq <= 3; seq++) {
      new Batch().delivery(1, "lane" + seq, 1).failuresOf(sender.sends(_ -> REFUSED));
    }
    sender.clock.advance(Duration.ofHours(1));

    sweep();

    assertThat(sender.values(Metric.WEBHOOKS_WAITING)).containsExactly(1L);
    assertThat(sender.values(Metric.WEBHOOKS_PAUSED)).containsExactly(1L);
    assertThat(sender.values(Metric.LONGEST_FAILURE)).containsExactly(3_600L);
  }

  @Test
  void aWakeWhoseMessageIsStillInTheQueueIsNotSentAgain() throws IOException {
    sender.clock.advance(Duration.ofSeconds(10));

    sweep();

    assertThat(sender.retries.wakes()).hasSize(1);
  }
}
