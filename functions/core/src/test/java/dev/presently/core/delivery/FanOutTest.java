package dev.presently.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import dev.presently.core.RequestId;
import dev.presently.core.TestClock;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.webhook.InMemoryWebhookStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FanOutTest {
  private final InMemoryWebhookStore webhooks = new InMemoryWebhookStore();
  private final InMemoryDeliveryQueue queue = new InMemoryDeliveryQueue();
  private final FanOut fanOut = new FanOut(webhooks, event -> event.id().value(), queue);

  private static List<Optional<CausedEvent>> starts(int count) {
    return IntStream.range(0, count)
        .<Optional<CausedEvent>>mapToObj(
            i -> {
              Session session =
                  Examples.loopback("s" + i).withStatus(SessionStatus.CONNECTED, TestClock.START);
              return Optional.of(
                  new CausedEvent(
                      new Event.SessionStatusChanged(session),
                      Optional.of(new RequestId("request-" + i))));
            })
        .toList();
  }

  @Test
  void eachEventGoesToEachWebhookThatWantsItInOrder() {
    webhooks.save(Examples.webhook(1));
    webhooks.save(Examples.webhook(2));

    assertThat(fanOut.send(starts(3))).isEqualTo(3);

    assertThat(queue.deliveries()).hasSize(6);
    assertThat(
            queue.deliveries().stream().filter(d -> d.webhook().value() == 1).map(Delivery::body))
        .containsExactlyElementsOf(
            starts(3).stream().map(e -> e.orElseThrow().event().id().value()).toList());
  }

  @Test
  void withoutAWebhookThereIsNothingToHandOver() {
    assertThat(fanOut.send(starts(3))).isEqualTo(3);
    assertThat(queue.deliveries()).isEmpty();
  }

  @Test
  void theFirstEventWhoseDeliveriesAreNotAllQueuedIsReturned() {
    webhooks.save(Examples.webhook(1));
    webhooks.save(Examples.webhook(2));
    queue.takeOnly(3);

    assertThat(fanOut.send(starts(3))).isEqualTo(1);
  }

  @Test
  void aRecordWithoutAnEventKeepsItsIndex() {
    webhooks.save(Examples.webhook(1));
    queue.takeOnly(1);
    List<Optional<CausedEvent>> two = starts(2);

    assertThat(fanOut.send(List.of(Optional.empty(), two.get(0), Optional.empty(), two.get(1))))
        .isEqualTo(3);
  }

  @Test
  void allPagesOfWebhooksAreRead() {
    for (int i = 1; i <= 1_001; i++) {
      webhooks.save(Examples.webhook(i));
    }

    fanOut.send(starts(1));

    assertThat(queue.deliveries()).hasSize(1_001);
    assertThat(starts(1).getFirst().orElseThrow().event().owner()).contains(new SessionName("s0"));
  }
}
