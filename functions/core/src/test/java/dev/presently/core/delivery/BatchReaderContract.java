package dev.presently.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import dev.presently.core.TestClock;
import dev.presently.core.delivery.BatchReader.Batch;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookStore;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link BatchReader} keeps to. */
public abstract class BatchReaderContract {
  private static final WebhookId ONE = new WebhookId(1);
  private static final WebhookId NONE = new WebhookId(2);

  protected abstract BatchReader reader();

  /** The stores that it reads; empty at first. */
  protected abstract WebhookStore webhooks();

  protected abstract ReceiverHealthStore health();

  protected abstract LaneStore lanes();

  @Test
  void nothingIsRead() {
    assertThat(reader().read(Set.of(), List.of()).lanes()).isEmpty();
  }

  @Test
  void aWebhookHasItsHealth() {
    webhooks().save(Examples.webhook(1));
    health().quick(ONE, TestClock.START);

    Batch batch = reader().read(Set.of(ONE, NONE), List.of());

    WebhookStates states = new WebhookStates(webhooks(), health());
    assertThat(batch.webhooks()).containsOnlyKeys(ONE, NONE);
    assertThat(batch.webhooks()).containsEntry(ONE, states.find(ONE));
    assertThat(batch.webhooks()).containsEntry(NONE, states.find(NONE));
  }

  @Test
  void aLaneTellsWhetherItIsParkedAndWhetherTheDeliveryHasARecord() {
    Delivery unknown = delivery("unknown", 2);
    Delivery ended = delivery("ended", 2);
    lanes().noteEnd(DeliveryRecords.ended(ended, new DeliveryStatus.Delivered()));
    Delivery next = delivery("next", 3);
    lanes().noteEnd(DeliveryRecords.ended(delivery("next", 2), new DeliveryStatus.Delivered()));
    Delivery parked = delivery("parked", 3);
    Lane before = lane(parked).parkedWith(delivery("parked", 2).position(), TestClock.START);
    lanes().save(before, List.of(DeliveryRecords.pending(delivery("parked", 2))));

    Batch batch = reader().read(Set.of(), List.of(unknown, ended, next, parked));

    assertThat(batch.lanes()).hasSize(4);
    assertThat(batch.lanes()).containsEntry(unknown.lane(), Lane.open(unknown.lane(), ONE));
    assertThat(read(batch, ended).holds(ended.position())).isTrue();
    assertThat(read(batch, next).holds(next.position())).isFalse();
    assertThat(batch.lanes()).containsEntry(parked.lane(), lane(parked));
  }

  private static Lane read(Batch batch, Delivery delivery) {
    return batch.lanes().get(delivery.lane());
  }

  private Lane lane(Delivery delivery) {
    return lanes().find(delivery.lane(), ONE);
  }

  private static Delivery delivery(String lane, long seq) {
    return Examples.delivery(1, lane, seq);
  }
}
