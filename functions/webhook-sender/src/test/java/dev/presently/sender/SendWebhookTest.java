package dev.presently.sender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.adapters.http.AddressVetting;
import dev.presently.adapters.http.HttpReceivers;
import dev.presently.adapters.log.Log;
import dev.presently.core.DependencyFailed;
import dev.presently.core.delivery.AttemptDelivery;
import dev.presently.core.delivery.Outcome;
import dev.presently.core.delivery.Receivers;
import dev.presently.core.delivery.SignedRequest;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.Destination;
import dev.presently.core.webhook.Header;
import dev.presently.core.webhook.HmacKey;
import dev.presently.core.webhook.SigningKeys;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import dev.presently.testkit.Examples;
import dev.presently.testkit.FakeAnswer;
import dev.presently.testkit.FakeReceiver;
import dev.presently.testkit.InMemoryWebhookStore;
import dev.presently.testkit.Received;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SendWebhookTest {
  private static final Duration DEADLINE = Duration.ofSeconds(1);
  private static final AllowedPrivateHosts LOCAL = new AllowedPrivateHosts(Set.of("127.0.0.1"));
  private static final String KEY = "0123456789abcdef";

  private final InMemoryWebhookStore webhooks = new InMemoryWebhookStore();

  @Test
  void aBatchAsLambdaHandsItOverReachesItsReceiverSignedAndAsItWas() throws IOException {
    try (var receiver = FakeReceiver.start();
        var receivers = receivers();
        InputStream event = getClass().getResourceAsStream("/events/send-webhook.json")) {
      register(1, receiver.url());

      assertThat(new Batch().failures(handler(receivers), event.readAllBytes())).isEmpty();

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
  void aFailureKeepsItsLaneInOrderAndNoOtherLane() {
    try (var receiver = FakeReceiver.start();
        var other = FakeReceiver.start();
        var receivers = receivers()) {
      register(1, receiver.url());
      register(2, other.url());
      receiver.answer(FakeAnswer.OK, FakeAnswer.status(500));

      List<String> failures =
          new Batch()
              .delivery(1, "a", "evt_1")
              .delivery(2, "b", "evt_2")
              .delivery(1, "a", "evt_3")
              .delivery(1, "a", "evt_4")
              .delivery(2, "b", "evt_5")
              .failuresOf(handler(receivers));

      assertThat(failures).containsExactly("evt_3", "evt_4");
      assertThat(receiver.received().stream().map(Received::id)).containsExactly("evt_1", "evt_3");
      assertThat(other.received().stream().map(Received::id)).containsExactly("evt_2", "evt_5");
    }
  }

  @Test
  void aSlowReceiverKeepsNoOtherLane() {
    var released = new CountDownLatch(1);
    register(1, URI.create("http://127.0.0.1/slow"));
    register(2, URI.create("http://127.0.0.1/fast"));
    Receivers receivers =
        request -> {
          if (request.url().toString().endsWith("/fast")) {
            released.countDown();
            return new Outcome.Delivered(200);
          }
          return awaits(released) ? new Outcome.Delivered(200) : timeout();
        };

    assertThat(
            new Batch()
                .delivery(1, "a", "evt_1")
                .delivery(2, "b", "evt_2")
                .failuresOf(handler(receivers)))
        .isEmpty();
  }

  @Test
  void nothingIsBegunThatCannotBeEnded() {
    List<SignedRequest> requests = new ArrayList<>();
    register(1, URI.create("http://127.0.0.1/"));

    assertThat(
            new Batch()
                .delivery(1, "a", "evt_1")
                .delivery(1, "b", "evt_2")
                .withRemaining(1_499)
                .failuresOf(
                    handler(
                        request -> {
                          requests.add(request);
                          return new Outcome.Delivered(200);
                        })))
        .containsExactly("evt_1", "evt_2");
    assertThat(requests).isEmpty();
  }

  @Test
  void whatNobodyWaitsForIsDone() {
    Receivers nobody =
        _ -> {
          throw new AssertionError("nobody is to be called");
        };

    assertThat(new Batch().delivery(9, "a", "evt_1").failuresOf(handler(nobody))).isEmpty();
  }

  @Test
  void aFaultInOneLaneLeavesTheOthersDone() {
    register(1, URI.create("http://127.0.0.1/down"));
    register(2, URI.create("http://127.0.0.1/"));
    Receivers receivers =
        request -> {
          if (request.url().toString().endsWith("/down")) {
            throw new DependencyFailed("our own store");
          }
          return new Outcome.Delivered(200);
        };

    assertThat(
            new Batch()
                .delivery(1, "a", "evt_1")
                .delivery(1, "a", "evt_2")
                .delivery(2, "b", "evt_3")
                .message("c", "poison", "{}")
                .delivery(2, "c", "evt_4")
                .failuresOf(handler(receivers)))
        .containsExactly("evt_1", "evt_2", "poison", "evt_4");
  }

  @Test
  void aReceiverThatIsGoneFailsToo() {
    register(1, URI.create("http://127.0.0.1/"));

    assertThat(
            new Batch()
                .delivery(1, "a", "evt_1")
                .failuresOf(handler(_ -> new Outcome.Permanent(410))))
        .containsExactly("evt_1");
  }

  private SendWebhook handler(Receivers receivers) {
    Log log = Log.from("error");
    var deliveries = new AttemptDelivery(webhooks, receivers, "Presently/test", Clock.systemUTC());
    return new SendWebhook(new Lanes(new Attempts(deliveries, log), DEADLINE.plusMillis(500), log));
  }

  private static HttpReceivers receivers() {
    return new HttpReceivers(LOCAL, AddressVetting.ANY, DEADLINE, Clock.systemUTC());
  }

  private void register(long id, URI url) {
    Webhook example = Examples.webhook(id);
    Webhook.Wishes wishes =
        new Webhook.Wishes(
            Optional.empty(),
            Optional.empty(),
            example.wishes().events(),
            Optional.empty(),
            List.of(new Header("X-Own", "own")),
            Optional.empty(),
            true,
            true);
    webhooks.save(
        new Webhook(
            new WebhookId(id),
            Destination.parse(url.toString(), LOCAL),
            SigningKeys.only(new HmacKey(KEY)),
            wishes,
            example.standing(),
            example.createdAt(),
            example.updatedAt(),
            0));
  }

  private static boolean awaits(CountDownLatch latch) {
    try {
      return latch.await(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Outcome timeout() {
    return Outcome.RetryLater.because(Outcome.Kind.TIMEOUT);
  }
}
