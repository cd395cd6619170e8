package dev.presently.sender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.delivery.DeliveryStatus.Word;
import dev.presently.core.delivery.Outcome;
import dev.presently.core.delivery.ReceiverClient;
import dev.presently.core.webhook.RetryPolicy;
import dev.presently.core.webhook.RetryPolicy.Policy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Receivers that live and refuse some events: retries in simulated time, by the wakes asked for.
 */
class FailingEventsTest {
  private static final Outcome OK = new Outcome.Delivered(200);
  private static final Outcome ERROR =
      new Outcome.RetryLater(
          Outcome.Kind.STATUS, Optional.of(500), Optional.empty(), Optional.empty());

  private static final ReceiverClient REFUSES_FIRST =
      request -> request.body().equals("{\"seq\":1}") ? ERROR : OK;

  private final SenderFixture sender = new SenderFixture();

  @BeforeEach
  void register() {
    sender.register(1, URI.create("http://127.0.0.1/"));
  }

  private void send(ReceiverClient client, String lane, long seq) {
    assertThat(new Batch().delivery(1, lane, seq).failuresOf(sender.sends(client))).isEmpty();
  }

  /** Follows the wakes until nothing waits or that is so; the time that it took. */
  private Duration drain(ReceiverClient client, BooleanSupplier enough) {
    Instant began = sender.clock.instant();
    while (!sender.retries.wakes().isEmpty() && !enough.getAsBoolean()) {
      Instant next = sender.retries.wakes().getLast().at();
      if (next.isAfter(sender.clock.instant())) {
        sender.clock.advance(Duration.between(sender.clock.instant(), next));
      }
      sender.retries.take(Instant.MAX);
      wake(client);
      assertThat(Duration.between(began, sender.clock.instant())).isLessThan(Duration.ofHours(1));
    }
    return Duration.between(began, sender.clock.instant());
  }

  private void wake(ReceiverClient client) {
    new Batch().message("w", "wake", "{\"webhookId\":1}").failuresOf(sender.retries(client));
  }

  /** Pauses of 5 s, 30 s and 2 min took the place of the webhook's own seconds. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void aReceiverThatFailsFiveTimesGetsItsEventsByTheWebhooksOwnSeconds(int contacts) {
    sender.setRetries(1, new RetryPolicy(20, 1, Policy.CONSTANT));
    var requests = new AtomicInteger();
    ReceiverClient failing = _ -> requests.incrementAndGet() <= 5 ? ERROR : OK;
    IntStream.range(0, contacts).forEach(contact -> send(failing, "lane" + contact, 1));

    assertThat(drain(failing, () -> false)).isLessThan(Duration.ofSeconds(15));
    assertThat(sender.lanes.all())
        .hasSize(contacts)
        .allMatch(record -> record.status().word() == Word.DELIVERED);
  }

  /** One event was attempted after each pause, always another contact's first one. */
  @Test
  void aReceiverThatRefusesTheFirstEventOfEachContactGetsAllOthersWithinMinutes() {
    IntStream.range(0, 24).forEach(contact -> send(REFUSES_FIRST, "lane" + contact, 1));
    send(REFUSES_FIRST, "other", 2);

    Duration took = drain(REFUSES_FIRST, () -> sender.status(1, "other", 2) == Word.DELIVERED);

    assertThat(took).isLessThan(Duration.ofMinutes(4));
  }

  @Test
  void theSameByTheWebhooksOwnSecondsEndsAll() {
    sender.setRetries(1, new RetryPolicy(5, 10, Policy.CONSTANT));
    IntStream.range(0, 24).forEach(contact -> send(REFUSES_FIRST, "lane" + contact, 1));
    IntStream.range(0, 24).forEach(contact -> send(REFUSES_FIRST, "lane" + contact, 2));

    assertThat(drain(REFUSES_FIRST, () -> false)).isLessThan(Duration.ofMinutes(3));
    IntStream.range(0, 24)
        .forEach(
            contact -> {
              assertThat(sender.status(1, "lane" + contact, 1)).isEqualTo(Word.DEAD);
              assertThat(sender.status(1, "lane" + contact, 2)).isEqualTo(Word.DELIVERED);
            });
  }

  /** Its third failure paused the webhook, and the next contact's event waited. */
  @Test
  void anEventThatFailsAgainAndAgainDelaysNoOtherContact() {
    send(REFUSES_FIRST, "poison", 1);
    for (int i = 0; i < 4; i++) {
      sender.clock.advance(Duration.ofHours(1));
      wake(REFUSES_FIRST);
    }
    assertThat(sender.record(1, "poison", 1).attempts()).hasSizeGreaterThan(3);

    send(REFUSES_FIRST, "other", 2);

    assertThat(sender.status(1, "other", 2)).isEqualTo(Word.DELIVERED);
  }
}
