package dev.presently.sender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.DependencyFailed;
import dev.presently.core.delivery.Outcome;
import dev.presently.core.delivery.Receivers;
import dev.presently.core.delivery.Status.Word;
import dev.presently.core.webhook.Retries.Policy;
import dev.presently.core.webhook.WebhookId;
import dev.presently.testkit.Examples;
import dev.presently.testkit.InMemoryRetryQueue.Wake;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetryDeliveriesTest {
  private static final Outcome OK = new Outcome.Delivered(200);
  private static final Outcome REFUSED = Outcome.RetryLater.because(Outcome.Kind.CONNECTION);
  private static final String WAKE = "{\"webhookId\":1}";

  private final SenderFixture sender = new SenderFixture();
  private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
  private final Receivers accepting =
      request -> {
        bodies.add(request.body());
        return OK;
      };

  @BeforeEach
  void register() {
    sender.register(1, URI.create("http://127.0.0.1/"));
  }

  /** Parks this many deliveries in each of these lanes. */
  private void park(int lanes, int deliveries) {
    Batch batch = new Batch();
    for (int lane = 0; lane < lanes; lane++) {
      for (int seq = 1; seq <= deliveries; seq++) {
        batch.delivery(1, "lane" + lane, seq);
      }
    }
    assertThat(batch.failuresOf(sender.sends(_ -> REFUSED))).isEmpty();
    sender.clock.advance(Duration.ofMinutes(3));
  }

  @Test
  void aWakeAsLambdaHandsItOverDrainsItsWebhook() throws IOException {
    park(1, 3);
    assertThat(new Batch().failures(sender.retries(accepting), Batch.sample("retry-deliveries")))
        .isEmpty();

    assertThat(sender.lanes.all()).allMatch(record -> record.status().word() == Word.DELIVERED);
  }

  @Test
  void manyLanesAreDrainedEachInItsOrder() {
    park(40, 3);

    new Batch().message("w", "wake", WAKE).failuresOf(sender.retries(accepting));

    assertThat(bodies).hasSize(120);
    assertThat(sender.lanes.nextDue(new WebhookId(1))).isEmpty();
    IntStream.range(0, 40)
        .forEach(
            lane ->
                assertThat(
                        IntStream.rangeClosed(1, 3)
                            .mapToObj(
                                seq -> sender.record(1, "lane" + lane, seq).attempts().getLast())
                            .toList())
                    .allMatch(attempt -> attempt.outcome() == Outcome.Kind.DELIVERED));
  }

  @Test
  void aReceiverThatStillFailsIsAskedOnceAndNextWhenItsPauseIsOver() {
    park(10, 1);
    Queue<String> attempts = new ConcurrentLinkedQueue<>();

    new Batch()
        .message("w", "wake", WAKE)
        .failuresOf(
            sender.retries(
                request -> {
                  attempts.add(request.body());
                  return REFUSED;
                }));

    assertThat(attempts).hasSize(1);
    assertThat(sender.queue.wakes().getLast())
        .isEqualTo(new Wake(new WebhookId(1), sender.clock.instant().plusSeconds(30)));
  }

  /** With retries of its own each failure was an event's last, and the next one had its turn. */
  @Test
  void aDeadReceiverIsNotAskedForOneEventAfterTheOtherWhenEachOfThemDies() {
    park(1, 50);
    sender.give(1, new dev.presently.core.webhook.Retries(1, 1, Policy.CONSTANT));
    Outcome slow = Outcome.RetryLater.because(Outcome.Kind.TIMEOUT);
    Queue<String> attempts = new ConcurrentLinkedQueue<>();
    RetryDeliveries retries =
        sender.retries(
            request -> {
              attempts.add(request.body());
              return slow;
            });
    new Batch().message("w", "first", WAKE).failuresOf(retries);
    assertThat(attempts).hasSize(1);
    sender.clock.advance(Duration.ofSeconds(5));

    new Batch().message("w", "probe", WAKE).failuresOf(retries);

    assertThat(attempts).hasSize(2);
    assertThat(sender.queue.wakes().getLast())
        .isEqualTo(new Wake(new WebhookId(1), sender.clock.instant().plusSeconds(30)));
  }

  @Test
  void whatTheTimeDoesNotReachHasItsNextWake() {
    park(1, 1);

    new Batch()
        .message("w", "wake", WAKE)
        .withRemaining(1_499)
        .failuresOf(sender.retries(accepting));

    assertThat(bodies).isEmpty();
    assertThat(sender.queue.wakes().getLast().at()).isBefore(sender.clock.instant());
  }

  @Test
  void aFaultOfOursComesAgainAndGoesOnWhenItsClaimIsOver() {
    park(1, 1);
    Receivers broken =
        _ -> {
          throw new DependencyFailed("our own store");
        };

    assertThat(new Batch().message("w", "wake", WAKE).failuresOf(sender.retries(broken)))
        .containsExactly("wake");
    assertThat(new Batch().message("w", "other", WAKE).failuresOf(sender.retries(accepting)))
        .isEmpty();
    assertThat(bodies).isEmpty();
    sender.clock.advance(Duration.ofMinutes(1));
    new Batch().message("w", "wake", WAKE).failuresOf(sender.retries(accepting));
    assertThat(bodies).hasSize(1);
  }

  /** The first to end gave back the claim of both, and a third one drained beside the second. */
  @Test
  void ofOneWakeThatWasHandedOutTwiceBothDrained() {
    park(1, 2);
    Receivers meanwhile =
        request -> {
          new Batch().message("w", "wake", WAKE).failuresOf(sender.retries(accepting));
          return OK;
        };

    new Batch().message("w", "wake", WAKE).failuresOf(sender.retries(meanwhile));

    assertThat(bodies).isEmpty();
    assertThat(sender.lanes.all()).allMatch(record -> record.status().word() == Word.DELIVERED);
  }

  @Test
  void aRedeliveryIsMadeOnce() {
    new Batch().delivery(1, "a", 1).failuresOf(sender.sends(_ -> OK));
    String delivery = Examples.delivery(1, "a", 1).id().toString();

    assertThat(
            new Batch()
                .message("w", "m", "{\"webhookId\":1,\"delivery\":\"" + delivery + "\"}")
                .failuresOf(sender.retries(accepting)))
        .isEmpty();

    assertThat(bodies).hasSize(1);
    assertThat(sender.record(1, "a", 1).attempts()).hasSize(2);
  }
}
