package dev.presently.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.core.DependencyFailed;
import dev.presently.core.Examples;
import dev.presently.core.RequestId;
import dev.presently.core.TestClock;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.webhook.InMemorySessionWebhooks;
import dev.presently.core.webhook.InMemoryWebhookStore;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookStore;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FanOutTest {
  private final InMemoryWebhookStore webhooks = new InMemoryWebhookStore();
  private final InMemoryDeliveryQueue queue = new InMemoryDeliveryQueue();
  private final FanOut fanOut =
      new FanOut(new InMemorySessionWebhooks(webhooks), event -> event.id().value(), queue);

  private static List<Optional<EventOfRequest>> starts(int count) {
    return IntStream.range(0, count)
        .<Optional<EventOfRequest>>mapToObj(
            i -> {
              Session session =
                  Examples.loopback("s" + i).withStatus(SessionStatus.CONNECTED, TestClock.START);
              return Optional.of(
                  new EventOfRequest(
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
    List<Optional<EventOfRequest>> two = starts(2);

    assertThat(fanOut.send(List.of(Optional.empty(), two.get(0), Optional.empty(), two.get(1))))
        .isEqualTo(3);
  }

  /** One session's webhooks could not be read, and nothing of the batch was sent. */
  @Test
  void theRecordsBeforeASessionWhoseWebhooksCannotBeReadAreSent() {
    SessionName unreadable = new SessionName("s1");
    WebhookStore failing =
        reading(
            session -> {
              if (session.equals(Optional.of(unreadable))) {
                throw new DependencyFailed("no webhooks");
              }
              return webhooks.of(session);
            });
    webhooks.save(Examples.webhook(1));
    FanOut broken =
        new FanOut(new InMemorySessionWebhooks(failing), event -> event.id().value(), queue);

    assertThat(broken.send(starts(3))).isEqualTo(1);
    assertThat(queue.deliveries()).hasSize(1);
    assertThatThrownBy(() -> broken.send(starts(3).subList(1, 3)))
        .isInstanceOf(DependencyFailed.class);
    assertThat(queue.deliveries()).hasSize(1);
  }

  private static WebhookStore reading(Function<Optional<SessionName>, List<Webhook>> webhooks) {
    return (WebhookStore)
        Proxy.newProxyInstance(
            WebhookStore.class.getClassLoader(),
            new Class<?>[] {WebhookStore.class},
            (_, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("of");
              @SuppressWarnings("unchecked") // the one argument of that method
              var session = (Optional<SessionName>) arguments[0];
              return webhooks.apply(session);
            });
  }

  /** A limited key made 150 webhooks, and the events of everybody else waited for them. */
  @Test
  void theWebhooksOfOtherSessionsAreNotRead() {
    List<Optional<SessionName>> read = new CopyOnWriteArrayList<>();
    WebhookStore noted =
        reading(
            session -> {
              read.add(session);
              return webhooks.of(session);
            });
    webhooks.save(Examples.webhook(1, Optional.of(new SessionName("s0"))));
    webhooks.save(Examples.webhook(2, Optional.of(new SessionName("s1"))));
    webhooks.save(Examples.webhook(3, Optional.of(new SessionName("attacker"))));
    webhooks.save(Examples.webhook(4));

    new FanOut(new InMemorySessionWebhooks(noted), event -> event.id().value(), queue)
        .send(Stream.of(starts(2), starts(2)).flatMap(List::stream).toList());

    assertThat(read)
        .containsExactlyInAnyOrder(
            Optional.empty(),
            Optional.of(new SessionName("s0")),
            Optional.of(new SessionName("s1")));
    assertThat(queue.deliveries())
        .extracting(delivery -> delivery.webhook().value())
        .containsExactly(4L, 1L, 4L, 2L);
  }
}
