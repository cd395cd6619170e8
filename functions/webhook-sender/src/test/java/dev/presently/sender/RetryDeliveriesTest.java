package dev.presently.sender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.DependencyFailed;
import dev.presently.core.Examples;
import dev.presently.core.delivery.DeliveryStatus.Word;
import dev.presently.core.delivery.InMemoryRetryQueue.Wake;
import dev.presently.core.delivery.LaneId;
import dev.presently.core.delivery.Outcome;
import dev.presently.core.delivery.ParkedLanes;
import dev.presently.core.delivery.ReceiverClient;
import dev.presently.core.webhook.RetryPolicy;
import dev.presently.core.webhook.RetryPolicy.Policy;
import dev.presently.core.webhook.WebhookId;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetryDeliveriesTest {
  private static final Outcome OK = new Outcome.Delivered(200);
  private static final Outcome REFUSED = Outcome.RetryLater.because(Outcome.Kind.CONNECTION);
  private static final String WAKE = "{\"webhookId\":1}";

  private final SenderFixture sender = new SenderFixture();
  private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
  private final ReceiverClient accepting =
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
  void aWakeInLambdasJsonDrainsItsWebhook() throws IOException {
    park(1, 3);
    assertThat(new Batch().failures(sender.retries(accepting), Batch.sample("retry-deliveries")))
        .isEmpty();

    assertThat(sender.lanes.all()).allMatch(record -> record.status().word() == Word.DELIVERED);
  }

  @Test
  void manyLanesAreDrainedEachInOrder() {
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
  void aReceiverThatStillFailsGetsOneAttemptAndTheNextAfterItsPause() {
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
    assertThat(sender.retries.wakes().getLast())
        .isEqualTo(new Wake(new WebhookId(1), sender.clock.instant().plusSeconds(30)));
  }

  /** With one attempt per event, each failure was followed by an attempt of the next event. */
  @Test
  void aFailingReceiverGetsOneAttemptEvenIfEachEventDiesAtOnce() {
    park(1, 50);
    sender.setRetries(1, new RetryPolicy(1, 1, Policy.CONSTANT));
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
    assertThat(sender.retries.wakes().getLast())
        .isEqualTo(new Wake(new WebhookId(1), sender.clock.instant().plusSeconds(30)));
  }

  @Test
  void lanesThatAreLeftWhenTheTimeIsUpHaveTheirNextWake() {
    park(1, 1);

    new Batch()
        .message("w", "wake", WAKE)
        .withRemaining(1_499)
        .failuresOf(sender.retries(accepting));

    assertThat(bodies).isEmpty();
    assertThat(sender.retries.wakes().getLast().at()).isBefore(sender.clock.instant());
  }

  @Test
  void aFaultOfOursIsRetriedAndContinuesWhenItsClaimHasExpired() {
    park(1, 1);
    ReceiverClient broken =
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

  /** The first to end released the claim of both, and a third drained in parallel to the second. */
  @Test
  void aWakeThatIsDeliveredTwiceIsDrainedOnce() {
    park(1, 2);
    ReceiverClient meanwhile =
        request -> {
          new Batch().message("w", "wake", WAKE).failuresOf(sender.retries(accepting));
          return OK;
        };

    new Batch().message("w", "wake", WAKE).failuresOf(sender.retries(meanwhile));

    assertThat(bodies).isEmpty();
    assertThat(sender.lanes.all()).allMatch(record -> record.status().word() == Word.DELIVERED);
  }

  /** Each request made it look again, and it never ended by itself. */
  @Test
  void aDrainThatIsRequestedAgainAndAgainEndsWhenTheTimeIsUp() {
    park(1, 1);
    AtomicInteger looks = new AtomicInteger();
    ParkedLanes busy =
        new ParkedLanes() {
          @Override
          public List<LaneId> due(WebhookId webhook, Instant now, int limit) {
            return sender.lanes.due(webhook, now, limit);
          }

          @Override
          public Optional<Instant> nextDue(WebhookId webhook) {
            looks.incrementAndGet();
            sender.health.ask(webhook, sender.clock.instant());
            return sender.lanes.nextDue(webhook);
          }

          @Override
          public long waiting(WebhookId webhook) {
            return sender.lanes.waiting(webhook);
          }
        };
    AtomicInteger left = new AtomicInteger(25_000);

    sender
        .drainer(busy)
        .drain(
            new WebhookId(1),
            "holder",
            () -> {
              assertThat(left.get()).isPositive();
              return left.getAndAdd(-100);
            });

    assertThat(looks).hasPositiveValue();
    assertThat(sender.status(1, "lane0", 1)).isEqualTo(Word.DELIVERED);
    assertThat(sender.health.overdue(sender.clock.instant().plusSeconds(60), 1)).hasSize(1);
  }

  /** It was drained until the time was up, and kept the execution from other webhooks. */
  @Test
  void aReceiverThatIsNotQuickGetsOneRoundOfAttemptsAndThenAnotherMessage() {
    parkForSlow(40, 2);

    new Batch().message("w", "wake", WAKE).failuresOf(sender.retries(slowly()));

    assertThat(bodies).hasSize(12);
    assertThat(sender.retries.wakes().getLast().at()).isBeforeOrEqualTo(sender.clock.instant());
  }

  /** Events that come meanwhile ask for a wake, for which the drain looked again. */
  @Test
  void aRoundForASlowReceiverIsTheOnlyOneAlsoWhenMoreEventsCome() {
    parkForSlow(1, 3);
    AtomicInteger asked = new AtomicInteger();
    ReceiverClient meanwhile =
        request -> {
          sender.health.ask(
              new WebhookId(1), sender.clock.instant().minusSeconds(asked.incrementAndGet()));
          return slowly().attempt(request);
        };

    new Batch().message("w", "wake", WAKE).failuresOf(sender.retries(meanwhile));

    assertThat(bodies).hasSize(1);
    assertThat(sender.retries.wakes().getLast().at()).isBeforeOrEqualTo(sender.clock.instant());
  }

  @Test
  void aNewReceiverThatAnswersQuicklyGetsAllThatWaits() {
    sender.registerNew(2, URI.create("http://127.0.0.1/"));
    Batch batch = new Batch();
    for (int lane = 0; lane < 40; lane++) {
      batch.delivery(2, "lane" + lane, 1);
      batch.delivery(2, "lane" + lane, 2);
    }
    assertThat(batch.failuresOf(sender.sends(accepting))).isEmpty();

    new Batch().message("w", "wake", "{\"webhookId\":2}").failuresOf(sender.retries(accepting));

    assertThat(bodies).hasSize(80);
  }

  /** Parks deliveries to a receiver that was slow a moment ago. */
  private void parkForSlow(int lanes, int deliveries) {
    sender.health.slow(new WebhookId(1), sender.clock.instant().plus(Duration.ofMinutes(5)));
    Batch batch = new Batch();
    for (int lane = 0; lane < lanes; lane++) {
      for (int seq = 1; seq <= deliveries; seq++) {
        batch.delivery(1, "lane" + lane, seq);
      }
    }
    assertThat(batch.failuresOf(sender.sends(accepting))).isEmpty();
    assertThat(bodies).isEmpty();
  }

  private ReceiverClient slowly() {
    return request -> {
      bodies.add(request.body());
      sender.clock.advance(Duration.ofSeconds(1));
      return OK;
    };
  }

  @Test
  void aWebhookThatIsDeletedWhileItIsDrainedGetsNoAttemptAfterFiveSeconds() {
    park(1, 12);
    ReceiverClient deleting =
        request -> {
          bodies.add(request.body());
          sender.webhooks.remove(new WebhookId(1));
          sender.clock.advance(Duration.ofMillis(900));
          return OK;
        };

    new Batch().message("w", "wake", WAKE).failuresOf(sender.retries(deleting));

    assertThat(bodies).hasSize(6);
    assertThat(sender.status(1, "lane0", 6)).isEqualTo(Word.DELIVERED);
    assertThat(sender.status(1, "lane0", 7)).isEqualTo(Word.DISCARDED);
    assertThat(sender.status(1, "lane0", 12)).isEqualTo(Word.DISCARDED);
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
