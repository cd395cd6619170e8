package dev.presently.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.ConcurrentCallers;
import dev.presently.core.Examples;
import dev.presently.core.Page;
import dev.presently.core.webhook.WebhookId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link DeliveryLog} keeps to, once what was written is seen. */
public abstract class DeliveryLogContract {
  private static final WebhookId WEBHOOK = new WebhookId(7);
  private static final DeliveryStatus DELIVERED = new DeliveryStatus.Delivered();
  private static final DeliveryStatus DEAD = new DeliveryStatus.Dead("all attempts failed");

  /** The same at each call; empty at first. */
  protected abstract DeliveryLog log();

  /** The store of the same deliveries. */
  protected abstract LaneStore lanes();

  @Test
  void withoutDeliveriesThereIsOneEmptyPage() {
    assertThat(log().list(WEBHOOK, Optional.empty(), Optional.empty(), 10))
        .isEqualTo(new Page<>(List.of(), Optional.empty()));
  }

  @Test
  void theNewestEventComesFirstWhateverItsLane() {
    List<DeliveryRecord> all = new ArrayList<>();
    for (long seq = 1; seq <= 9; seq++) {
      all.addFirst(saved(Examples.delivery(7, "lane " + seq % 3, seq), DELIVERED));
    }
    saved(Examples.delivery(77, "lane 1", 5), DELIVERED);

    for (int limit : List.of(1, 2, 3, 8, 9, 10)) {
      assertThat(listed(Optional.empty(), limit)).isEqualTo(all);
      assertThat(log().list(WEBHOOK, Optional.empty(), Optional.empty(), limit).items())
          .hasSizeLessThanOrEqualTo(limit);
    }
    assertThat(log().list(WEBHOOK, Optional.empty(), Optional.empty(), 10).next()).isEmpty();
  }

  @Test
  void eventsOfTheSameMomentAreEachListedOnce() {
    List<DeliveryRecord> all =
        LongStream.range(0, 7)
            .mapToObj(i -> saved(Examples.delivery(7, "lane " + i, 1), DELIVERED))
            .toList();

    for (int limit : List.of(1, 2, 3, 7)) {
      assertThat(listed(Optional.empty(), limit)).containsExactlyInAnyOrderElementsOf(all);
    }
  }

  @Test
  void thoseOfOneStatusAreListedAlone() {
    List<DeliveryRecord> dead = new ArrayList<>();
    for (long seq = 1; seq <= 9; seq++) {
      DeliveryRecord record =
          saved(Examples.delivery(7, "lane", seq), seq % 2 == 0 ? DEAD : DELIVERED);
      if (seq % 2 == 0) {
        dead.addFirst(record);
      }
    }
    DeliveryRecord waits = saved(Examples.delivery(7, "lane", 10), new DeliveryStatus.Pending());

    for (int limit : List.of(1, 2, 3, 4, 5)) {
      assertThat(listed(Optional.of(DeliveryStatus.Word.DEAD), limit)).isEqualTo(dead);
    }
    assertThat(listed(Optional.of(DeliveryStatus.Word.PENDING), 10)).isEqualTo(List.of(waits));
    assertThat(listed(Optional.of(DeliveryStatus.Word.DISCARDED), 10)).isEmpty();
  }

  @Test
  void whatIsFarBackIsFound() {
    DeliveryRecord dead = saved(Examples.delivery(7, "lane", 0), DEAD);
    for (long from = 1; from <= 300; from += 50) {
      lanes()
          .save(
              lane(dead.delivery()),
              LongStream.range(from, from + 50)
                  .mapToObj(
                      seq -> DeliveryRecords.ended(Examples.delivery(7, "lane", seq), DELIVERED))
                  .toList());
    }

    assertThat(listed(Optional.of(DeliveryStatus.Word.DEAD), 2)).isEqualTo(List.of(dead));
    assertThat(listed(Optional.empty(), 40)).hasSize(301).endsWith(dead);
  }

  @Test
  void whatIsSavedOnceMoreTakesThePlaceOfWhatWasKnown() {
    DeliveryRecord dead = saved(Examples.delivery(7, "lane", 1), DEAD);

    DeliveryRecord arrived = saved(dead.delivery(), DELIVERED);

    assertThat(listed(Optional.empty(), 10)).isEqualTo(List.of(arrived));
    assertThat(listed(Optional.of(DeliveryStatus.Word.DEAD), 10)).isEmpty();
    assertThat(lanes().record(arrived.id())).contains(arrived);
  }

  @Test
  void whatManySaveAtOnceIsAllListed() {
    List<DeliveryRecord> saved =
        ConcurrentCallers.of(20, i -> saved(Examples.delivery(7, "lane " + i, i), DELIVERED));

    assertThat(listed(Optional.empty(), 7)).isEqualTo(saved.reversed());
  }

  private DeliveryRecord saved(Delivery delivery, DeliveryStatus status) {
    DeliveryRecord record = DeliveryRecords.ended(delivery, status);
    assertThat(lanes().save(lane(delivery), List.of(record))).isTrue();
    return record;
  }

  private Lane lane(Delivery delivery) {
    return lanes().find(delivery.lane(), delivery.webhook());
  }

  private List<DeliveryRecord> listed(Optional<DeliveryStatus.Word> status, int limit) {
    List<DeliveryRecord> all = new ArrayList<>();
    Page.each(after -> log().list(WEBHOOK, status, after, limit)).forEach(all::add);
    return all;
  }
}
