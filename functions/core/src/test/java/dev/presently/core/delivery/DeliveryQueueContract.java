package dev.presently.core.delivery;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.ConcurrentCallers;
import dev.presently.core.Examples;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link DeliveryQueue} keeps to. */
public abstract class DeliveryQueueContract {
  private DeliveryQueue queue;

  /** An empty queue. */
  protected abstract DeliveryQueue create();

  /** All that has come out of the queue that was created last, in the order in which it came. */
  protected abstract List<Delivery> received();

  @BeforeEach
  void begin() {
    queue = create();
  }

  @Test
  void nothingToSendIsSent() {
    assertThat(queue.send(List.of())).isZero();
    assertThat(received()).isEmpty();
  }

  @Test
  void aDeliveryArrivesAsItWasSent() {
    Delivery delivery = delivery(7, "lane-a", 1, "{\"text\":\"ação \\u0000 😀 \uFFFE\uFFFF\"}");

    assertThat(queue.send(List.of(delivery))).isEqualTo(1);

    assertThat(received()).containsExactly(delivery);
  }

  @Test
  void eachLaneArrivesInOrder() {
    List<Delivery> sent =
        IntStream.range(0, 60).mapToObj(i -> delivery(1, "lane-" + i % 7, i, "{}")).toList();

    assertThat(queue.send(sent)).isEqualTo(sent.size());

    assertThat(lanes(received())).isEqualTo(lanes(sent));
  }

  @Test
  void oneLaneLongerThanARequestArrivesInOrder() {
    List<Delivery> sent =
        IntStream.range(0, 35).mapToObj(i -> delivery(1, "lane-a", i, "{}")).toList();

    queue.send(sent.subList(0, 12));
    queue.send(sent.subList(12, 35));

    assertThat(received()).isEqualTo(sent);
  }

  @Test
  void largeBodiesArriveAll() {
    List<Delivery> sent =
        IntStream.range(0, 12)
            .mapToObj(i -> delivery(1, "lane-a", i, "\"" + "x".repeat(100_000) + "\""))
            .toList();

    assertThat(queue.send(sent)).isEqualTo(sent.size());

    assertThat(received()).isEqualTo(sent);
  }

  @Test
  void whatIsRepeatedArrivesOnce() {
    List<Delivery> sent =
        IntStream.range(0, 15).mapToObj(i -> delivery(1, "lane-" + i % 2, i, "{}")).toList();

    assertThat(queue.send(sent.subList(0, 9))).isEqualTo(9);
    assertThat(queue.send(sent)).isEqualTo(sent.size());

    assertThat(lanes(received())).isEqualTo(lanes(sent));
  }

  @Test
  void oneEventForTwoWebhooksArrivesTwice() {
    Delivery one = delivery(1, "lane-a", 1, "{}");
    Delivery other = delivery(2, "lane-b", 1, "{}");

    queue.send(List.of(one, other));

    assertThat(received()).containsExactlyInAnyOrder(one, other);
  }

  @Test
  void manyWhoSendTheSameAtOnceSendItOnce() {
    List<List<Delivery>> lanes =
        IntStream.range(0, 5)
            .mapToObj(
                lane ->
                    IntStream.range(0, 4)
                        .mapToObj(i -> delivery(lane + 1, "lane-" + lane, i, "{}"))
                        .toList())
            .toList();

    List<Integer> sent = ConcurrentCallers.of(20, i -> queue.send(lanes.get(i % lanes.size())));

    assertThat(sent).containsOnly(4);
    Map<LaneId, List<Delivery>> received = lanes(received());
    assertThat(received).hasSize(lanes.size());
    lanes.forEach(
        lane -> assertThat(received.get(lane.getFirst().lane())).containsExactlyElementsOf(lane));
  }

  private static Map<LaneId, List<Delivery>> lanes(List<Delivery> deliveries) {
    return deliveries.stream().collect(groupingBy(Delivery::lane));
  }

  private static Delivery delivery(long webhook, String lane, int number, String body) {
    return Examples.delivery(webhook, lane, number, body);
  }
}
