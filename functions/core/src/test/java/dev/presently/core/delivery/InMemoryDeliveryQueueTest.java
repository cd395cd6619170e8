package dev.presently.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InMemoryDeliveryQueueTest extends DeliveryQueueContract {
  private InMemoryDeliveryQueue queue = new InMemoryDeliveryQueue();

  @Override
  protected DeliveryQueue create() {
    queue = new InMemoryDeliveryQueue();
    return queue;
  }

  @Override
  protected List<Delivery> received() {
    return queue.deliveries();
  }

  @Test
  void itTakesOnlyWhatItHasRoomFor() {
    queue.takeOnly(1);

    assertThat(queue.send(List.of(delivery(1), delivery(2)))).isEqualTo(1);
    assertThat(queue.send(List.of(delivery(2)))).isZero();
    assertThat(queue.deliveries()).containsExactly(delivery(1));
  }

  private static Delivery delivery(int event) {
    return Examples.delivery(1, "lane", event);
  }
}
