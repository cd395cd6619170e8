package dev.presently.sender;

import static dev.presently.sender.SenderFixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.presently.adapters.http.HttpReceiverClient;
import dev.presently.adapters.http.PublicHostChecker;
import dev.presently.adapters.http.PublicHostChecker.AddressResolver;
import dev.presently.adapters.sqs.DeliveryMessage;
import dev.presently.core.DependencyFailed;
import dev.presently.core.Examples;
import dev.presently.core.delivery.Attempt;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.DeliveryStatus.Word;
import dev.presently.core.delivery.FakeAnswer;
import dev.presently.core.delivery.FakeReceiver;
import dev.presently.core.delivery.Outcome;
import dev.presently.core.delivery.Received;
import dev.presently.core.delivery.ReceiverClient;
import dev.presently.core.delivery.SignedRequest;
import dev.presently.core.webhook.WebhookId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SendWebhookTest {
  private static final URI SOMEWHERE = URI.create("http://127.0.0.1/");
  private static final Outcome OK = new Outcome.Delivered(200);

  private final SenderFixture sender = new SenderFixture();

  @Test
  void aBatchInLambdasJsonReachesItsReceiverSignedAndUnchanged() throws IOException {
    try (var receiver = FakeReceiver.start();
        var receivers = receivers()) {
      sender.register(1, receiver.url());
      // The verifying library rejects another day's timestamp, and the sender an old event.
      Instant now = Instant.now();
      sender.clock.set(now);
      SQSEvent event = Batch.sample("send-webhook");
      event
          .getRecords()
          .forEach(
              message ->
                  message.setBody(
                      message.getBody().replaceFirst("\"at\":\"[^\"]*", "\"at\":\"" + now)));

      assertThat(new Batch().failures(sender.sends(receivers), event)).isEmpty();

      Received request = receiver.received().getFirst();
      assertThat(receiver.received()).hasSize(2);
      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.path()).isEqualTo("/events");
      assertThat(request.isSignedBy(KEY)).isTrue();
      assertThat(request.isSignedBy("another key, as long")).isFalse();
      assertThat(request.header("Content-Type")).contains("application/json");
      assertThat(request.header("User-Agent")).contains("Presently/test");
      assertThat(request.header("X-Own")).contains("own");
      assertThat(request.body())
          .startsWith(
              "{\"id\":\"evt_5d41402abc4b2a76b9719d911017c592\",\"event\":\"presence.update\"");
      assertThat(receiver.seqs())
          .containsOnlyKeys("sales/5511999999999@s.whatsapp.net")
          .containsValue(List.of(7L, 8L));
    }
  }

  @Test
  void aFailureParksItsLaneOnlyAndNoMessageIsReported() {
    try (var receiver = FakeReceiver.start();
        var other = FakeReceiver.start();
        var receivers = receivers()) {
      sender.register(1, receiver.url());
      sender.register(2, other.url());
      receiver.answer(FakeAnswer.OK, FakeAnswer.status(500));

      assertThat(
              new Batch()
                  .delivery(1, "a", 1)
                  .delivery(2, "b", 1)
                  .delivery(1, "a", 2)
                  .delivery(1, "a", 3)
                  .delivery(2, "b", 2)
                  .failuresOf(sender.sends(receivers)))
          .isEmpty();

      assertThat(receiver.received()).hasSize(2);
      assertThat(sender.status(1, "a", 1)).isEqualTo(Word.DELIVERED);
      assertThat(sender.status(1, "a", 2)).isEqualTo(Word.RETRYING);
      assertThat(sender.status(1, "a", 3)).isEqualTo(Word.PENDING);
      assertThat(sender.status(2, "b", 2)).isEqualTo(Word.DELIVERED);
    }
  }

  @Test
  void aSlowReceiverDelaysNoOtherLane() {
    var released = new CountDownLatch(1);
    sender.register(1, URI.create("http://127.0.0.1/slow"));
    sender.register(2, URI.create("http://127.0.0.1/fast"));
    ReceiverClient receivers =
        request -> {
          if (request.url().toString().endsWith("/fast")) {
            released.countDown();
            return OK;
          }
          return awaits(released) ? OK : Outcome.RetryLater.because(Outcome.Kind.TIMEOUT);
        };

    new Batch().delivery(1, "a", 1).delivery(2, "b", 1).failuresOf(sender.sends(receivers));

    assertThat(sender.status(1, "a", 1)).isEqualTo(Word.DELIVERED);
  }

  @Test
  void aReceiverIsMarkedAsSlowDuringItsAttempt() {
    var marked = new CountDownLatch(1);
    sender.register(1, SOMEWHERE);
    ReceiverClient receivers =
        sender.detecting(
            _ -> {
              while (sender.health(1).slowUntil().isEmpty()) {
                Thread.onSpinWait();
              }
              marked.countDown();
              return OK;
            },
            Duration.ofMillis(1));

    new Batch().delivery(1, "a", 1).failuresOf(sender.sends(receivers));

    assertThat(awaits(marked)).isTrue();
    assertThat(sender.status(1, "a", 1)).isEqualTo(Word.DELIVERED);
  }

  @Test
  void aReceiverThatAnswersInTimeIsNotSlow() {
    sender.register(1, SOMEWHERE);

    new Batch()
        .delivery(1, "a", 1)
        .failuresOf(sender.sends(sender.detecting(_ -> OK, Duration.ofHours(1))));

    assertThat(sender.health(1).slowUntil()).isEmpty();
  }

  @Test
  void withoutTimeForAnAttemptNoneIsMade() {
    List<SignedRequest> requests = new ArrayList<>();
    sender.register(1, SOMEWHERE);

    assertThat(
            new Batch()
                .delivery(1, "a", 1)
                .delivery(1, "b", 1)
                .withRemaining(1_499)
                .failuresOf(
                    sender.sends(
                        request -> {
                          requests.add(request);
                          return OK;
                        })))
        .containsExactly("1-a-1", "1-b-1");
    assertThat(requests).isEmpty();
  }

  @Test
  void aWebhookThatIsDeletedDuringABatchGetsNoAttemptAfterFiveSeconds() {
    sender.register(1, SOMEWHERE);
    List<SignedRequest> requests = new ArrayList<>();
    Batch batch = new Batch();
    for (int seq = 1; seq <= 10; seq++) {
      batch.delivery(1, "a", seq);
    }

    batch.failuresOf(
        sender.sends(
            request -> {
              requests.add(request);
              sender.webhooks.remove(new WebhookId(1));
              sender.clock.advance(Duration.ofSeconds(6));
              return OK;
            }));

    assertThat(requests).hasSize(1);
    assertThat(sender.status(1, "a", 1)).isEqualTo(Word.DELIVERED);
    assertThat(sender.status(1, "a", 2)).isEqualTo(Word.DISCARDED);
    assertThat(sender.status(1, "a", 10)).isEqualTo(Word.DISCARDED);
  }

  @Test
  void aDeliveryWithoutWebhookIsDiscarded() {
    ReceiverClient none =
        _ -> {
          throw new AssertionError("no receiver must be called");
        };

    assertThat(new Batch().delivery(9, "a", 1).failuresOf(sender.sends(none))).isEmpty();
    assertThat(sender.status(9, "a", 1)).isEqualTo(Word.DISCARDED);
  }

  @Test
  void aFaultOfOursStopsItsLaneOnly() {
    sender.register(1, URI.create("http://127.0.0.1/down"));
    sender.register(2, SOMEWHERE);
    ReceiverClient receivers =
        request -> {
          if (request.url().toString().endsWith("/down")) {
            throw new DependencyFailed("our own store");
          }
          return OK;
        };

    assertThat(
            new Batch()
                .delivery(1, "a", 1)
                .delivery(1, "a", 2)
                .delivery(2, "b", 1)
                .message("2-c", "poison", "{}")
                .delivery(2, "c", 2)
                .failuresOf(sender.sends(receivers)))
        .containsExactly("1-a-1", "1-a-2", "poison", "2-c-2");
    assertThat(sender.lanes.all()).hasSize(1);
  }

  @Test
  void aReceiverWhoseNameResolvesToAPrivateAddressCostsAnAttemptAndIsNotConnectedTo() {
    sender.register(1, URI.create("https://receiver.presently.dev:8443/"));
    var privateAddresses =
        new PublicHostChecker(SenderFixture.LOCAL, _ -> List.of(InetAddress.getLoopbackAddress()));

    try (var receivers =
        new HttpReceiverClient(privateAddresses, SenderFixture.DEADLINE, Clock.systemUTC())) {
      new Batch().delivery(1, "a", 1).failuresOf(sender.sends(receivers));
    }

    assertThat(sender.status(1, "a", 1)).isEqualTo(Word.RETRYING);
    assertThat(sender.record(1, "a", 1).attempts())
        .extracting(Attempt::outcome)
        .containsExactly(Outcome.Kind.REFUSED_ADDRESS);
  }

  @Test
  void a410DisablesTheWebhookAndTheRestIsDiscarded() {
    sender.register(1, SOMEWHERE);

    new Batch()
        .delivery(1, "a", 1)
        .delivery(1, "a", 2)
        .failuresOf(sender.sends(_ -> new Outcome.Permanent(410)));

    assertThat(sender.status(1, "a", 1)).isEqualTo(Word.DEAD);
    assertThat(sender.status(1, "a", 2)).isEqualTo(Word.DISCARDED);
    assertThat(sender.webhooks.find(new WebhookId(1)).orElseThrow().settings().enabled()).isFalse();
  }

  private static HttpReceiverClient receivers() {
    return new HttpReceiverClient(
        new PublicHostChecker(SenderFixture.LOCAL, AddressResolver.SYSTEM),
        SenderFixture.DEADLINE,
        Clock.systemUTC());
  }

  private static boolean awaits(CountDownLatch latch) {
    try {
      return latch.await(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Requests were open for as many lanes as a batch had, and a small receiver refused them. */
  @Test
  void atMostTwoRequestsOfABatchAreOpenAtOneReceiver() {
    var open = new AtomicInteger();
    var most = new AtomicInteger();
    var both = new CyclicBarrier(2);
    ReceiverClient counting =
        _ -> {
          most.accumulateAndGet(open.incrementAndGet(), Math::max);
          try {
            both.await(10, TimeUnit.SECONDS);
          } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("not two at once", e);
          } finally {
            open.decrementAndGet();
          }
          return OK;
        };

    assertThat(tenLanes().message("x", "broken", "{}").failuresOf(sender.sends(counting)))
        .containsExactly("broken");

    assertThat(most).hasValue(2);
    assertThat(delivered()).isEqualTo(10);
  }

  /** It answered in 900 ms, kept all functions, and the others' events waited behind its own. */
  @Test
  void whatWaitsTooLongForABusyReceiverIsParked() {
    ReceiverClient busy =
        _ -> {
          sender.clock.advance(Duration.ofMillis(900));
          return OK;
        };

    assertThat(tenLanes().failuresOf(sender.sends(busy))).isEmpty();

    assertThat(delivered()).isBetween(1L, 2L);
    assertThat(sender.lanes.waiting(new WebhookId(1))).isEqualTo(10 - delivered());
    assertThat(sender.retries.wakes()).isNotEmpty();
  }

  private Batch tenLanes() {
    sender.register(1, SOMEWHERE);
    var batch = new Batch();
    for (int i = 0; i < 10; i++) {
      Delivery delivery = Examples.delivery(1, "lane " + i, 1);
      batch.message(delivery.lane().value(), "id-" + i, DeliveryMessage.write(delivery));
    }
    return batch;
  }

  private long delivered() {
    return sender.lanes.all().stream()
        .filter(record -> record.status().word() == Word.DELIVERED)
        .count();
  }
}
