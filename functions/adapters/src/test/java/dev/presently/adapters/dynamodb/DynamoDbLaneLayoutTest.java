package dev.presently.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.core.Examples;
import dev.presently.core.InvalidValue;
import dev.presently.core.Page;
import dev.presently.core.TestClock;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.DeliveryStatus;
import dev.presently.core.delivery.Lane;
import dev.presently.core.delivery.LaneId;
import dev.presently.core.webhook.WebhookId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class DynamoDbLaneLayoutTest {
  private static final WebhookId WEBHOOK = new WebhookId(7);
  private static final LaneId LANE = Examples.lane(7, "lane");
  private static final DeliveryStatus DELIVERED = new DeliveryStatus.Delivered();

  private final TestClock clock = new TestClock();
  private final String name = EmbeddedDynamoDb.deliveryTable();
  private final Table table = new Table(EmbeddedDynamoDb.CLIENT, name);
  private final DynamoDbLaneStore lanes =
      new DynamoDbLaneStore(EmbeddedDynamoDb.CLIENT, name, () -> 7, clock);

  @Test
  void onlyEndedDeliveriesExpire() {
    DeliveryRecord waits = record(1, new DeliveryStatus.Pending());
    save(lane().parkedWith(waits.id().position(), clock.instant()), List.of(waits));

    assertThat(expiry(DeliveryItems.key(waits.id()))).isEmpty();
    assertThat(expiry(LaneItems.key(LANE))).isEmpty();

    DeliveryRecord ended = record(1, DELIVERED);
    save(lane().advanced(Optional.empty(), 1, clock.instant()), List.of(ended));

    assertThat(expiry(DeliveryItems.key(ended.id()))).contains(in(Duration.ofDays(7)));
    assertThat(table.get(LaneItems.key(LANE))).isEmpty();
  }

  @Test
  void thatALaneWasErasedIsKnownUntilNoQueueHasItsDeliveries() {
    save(lane().erasedUpTo(record(1, DELIVERED).id().position()), List.of());

    assertThat(expiry(LaneItems.key(LANE))).contains(in(Duration.ofDays(30)));
  }

  @Test
  void aRedeliveryIsKeptFromThenOn() {
    DeliveryRecord ended = record(1, DELIVERED);
    save(lane(), List.of(ended));
    clock.advance(Duration.ofDays(3));

    save(lane(), List.of(ended));

    assertThat(expiry(DeliveryItems.key(ended.id()))).contains(in(Duration.ofDays(7)));
  }

  @Test
  void aTimeWithinAMillisecondIsNotDueEarly() {
    Instant due = clock.instant().plusNanos(1);
    save(lane().parkedWith(record(1, DELIVERED).id().position(), due), List.of());

    assertThat(lanes.due(WEBHOOK, clock.instant(), 1)).isEmpty();
    assertThat(lanes.due(WEBHOOK, due, 1)).isEmpty();
    assertThat(lanes.nextDue(WEBHOOK)).contains(clock.instant().plusMillis(1));
    assertThat(lanes.due(WEBHOOK, clock.instant().plusMillis(1), 1)).containsExactly(LANE);
  }

  /** One partition of the table or of its index takes about 1,000 writes a second. */
  @Test
  void oneWebhookStoppedAtTheWritesOfOnePartition() {
    for (int i = 0; i < 100; i++) {
      Delivery delivery = Examples.delivery(7, "lane " + i, 1);
      var pending =
          new DeliveryRecord(delivery, new DeliveryStatus.Pending(), List.of(), Optional.empty());
      Lane parked =
          lanes.find(delivery.lane(), WEBHOOK).parkedWith(delivery.position(), clock.instant());
      save(parked, List.of(pending));
    }

    List<Item> items =
        EmbeddedDynamoDb.CLIENT.scan(scan -> scan.tableName(name)).items().stream()
            .map(Item::new)
            .toList();

    assertThat(items.stream().flatMap(item -> item.text(DeliveryIndex.LISTED).stream()).distinct())
        .hasSize(LaneShards.COUNT);
    assertThat(items.stream().map(item -> item.key().pk()).filter(pk -> pk.startsWith("PARKED#")))
        .hasSize(100)
        .satisfies(rows -> assertThat(rows.stream().distinct()).hasSize(LaneShards.COUNT));
    assertThat(lanes.due(WEBHOOK, clock.instant(), 200)).hasSize(100);
    assertThat(lanes.waiting(WEBHOOK)).isEqualTo(100);
  }

  @Test
  void aPageIsBoundedHoweverRareTheStatusIs() {
    DeliveryRecord dead = record(0, new DeliveryStatus.Dead("all attempts failed"));
    save(lane(), List.of(dead));
    for (long from = 1; from <= 1_200; from += 50) {
      save(
          lane(),
          LongStream.range(from, from + 50).mapToObj(seq -> record(seq, DELIVERED)).toList());
    }

    List<Page<DeliveryRecord>> pages = new ArrayList<>();
    Optional<String> next = Optional.empty();
    do {
      pages.add(lanes.list(WEBHOOK, Optional.of(DeliveryStatus.Word.DEAD), next, 10));
      next = pages.getLast().next();
    } while (next.isPresent());

    assertThat(pages).hasSize(2);
    assertThat(pages.getFirst().items()).isEmpty();
    assertThat(pages.getLast().items()).isEqualTo(List.of(dead));
  }

  @Test
  void anInvalidPlaceIsRefused() {
    for (String place : List.of("", "x", "000000000000000#", "000000000000000#dlv_1")) {
      assertThatThrownBy(() -> lanes.list(WEBHOOK, Optional.empty(), Optional.of(place), 10))
          .isInstanceOf(InvalidValue.class);
    }
  }

  private Lane lane() {
    return lanes.find(LANE, WEBHOOK);
  }

  private void save(Lane lane, List<DeliveryRecord> records) {
    assertThat(lanes.save(lane, records)).isTrue();
  }

  private Optional<Instant> expiry(ItemKey key) {
    return table
        .get(key)
        .filter(item -> item.has("expiresAt"))
        .map(item -> Instant.ofEpochSecond(item.number("expiresAt")));
  }

  private Instant in(Duration time) {
    return clock.instant().plus(time);
  }

  private static DeliveryRecord record(long seq, DeliveryStatus status) {
    Delivery delivery = Examples.delivery(7, "lane", seq);
    return new DeliveryRecord(delivery, status, List.of(), Optional.empty());
  }
}
