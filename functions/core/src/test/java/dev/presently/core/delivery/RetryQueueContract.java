package dev.presently.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.ConcurrentCallers;
import dev.presently.core.Examples;
import dev.presently.core.webhook.WebhookId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link RetryQueue} keeps to. */
public abstract class RetryQueueContract {
  /** What a queue called back for. */
  public record Calls(List<WebhookId> wakes, List<DeliveryId> redeliveries) {}

  private static final WebhookId WEBHOOK = new WebhookId(7);

  private RetryQueue queue;

  /** An empty queue. */
  protected abstract RetryQueue create();

  /** The time by which the queue that was created last calls back. */
  protected abstract Instant now();

  /** Lets this time pass, and returns what the queue called back for in it. */
  protected abstract Calls pass(Duration time);

  @BeforeEach
  void begin() {
    queue = create();
  }

  @Test
  void nothingIsCalledBackThatWasNotAskedFor() {
    Calls calls = pass(Duration.ofSeconds(1));

    assertThat(calls.wakes()).isEmpty();
    assertThat(calls.redeliveries()).isEmpty();
  }

  @Test
  void aWakeComesWhenItIsDueAndNeverBefore() {
    Instant due = now().plusMillis(2_300);
    queue.wake(WEBHOOK, due);

    assertThat(pass(Duration.ofMillis(1_500)).wakes()).isEmpty();
    assertThat(pass(Duration.ofMillis(2_500)).wakes()).contains(WEBHOOK);
    assertThat(now()).isAfterOrEqualTo(due);
  }

  @Test
  void aWakeThatIsLateComesAtOnce() {
    queue.wake(WEBHOOK, now().minusSeconds(60));

    assertThat(pass(Duration.ofSeconds(2)).wakes()).contains(WEBHOOK);
  }

  @Test
  void aWakeTooFarAwayIsNoFault() {
    queue.wake(WEBHOOK, now().plus(Duration.ofDays(1)));

    assertThat(pass(Duration.ofSeconds(1)).wakes()).isEmpty();
  }

  @Test
  void aRedeliveryComesAtOnceForItsDelivery() {
    DeliveryId delivery = Examples.delivery(7, "lane", 1).id();
    queue.redeliver(WEBHOOK, delivery);

    Calls calls = pass(Duration.ofSeconds(2));

    assertThat(calls.redeliveries()).contains(delivery);
    assertThat(calls.wakes()).isEmpty();
  }

  @Test
  void manyWakesOfManyWebhooksAllCome() {
    ConcurrentCallers.of(
        20,
        i -> {
          queue.wake(new WebhookId(i + 1L), now());
          return i;
        });

    assertThat(pass(Duration.ofSeconds(2)).wakes())
        .containsAll(LongStream.rangeClosed(1, 20).mapToObj(WebhookId::new).toList());
  }
}
