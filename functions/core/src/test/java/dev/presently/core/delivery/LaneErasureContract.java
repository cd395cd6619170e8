package dev.presently.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import dev.presently.core.webhook.WebhookId;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How every {@link LaneStore} lists and removes deliveries. */
public abstract class LaneErasureContract {
  private static final WebhookId WEBHOOK = new WebhookId(7);
  private static final LaneId LANE = Examples.lane(7, "lane");

  /** The same at each call; empty at first. */
  protected abstract LaneStore records();

  /** The store of the same deliveries. */
  protected abstract LaneStore lanes();

  @Test
  void aLaneOfNoDeliveriesHasNoneToListOrRemove() {
    assertThat(records().list(LANE, Optional.empty(), 10)).isEmpty();
    assertThat(records().remove(LANE, position(9))).isZero();
  }

  @Test
  void waitingAndEndedOnesAreListedInOrderFromBehindAPosition() {
    List<DeliveryRecord> all =
        List.of(pending("lane", 2), delivered("lane", 3), pending("lane", 10));
    lanes().save(lane(), all.reversed());
    lanes().save(Lane.open(Examples.lane(7, "other"), WEBHOOK), List.of(pending("other", 4)));

    assertThat(records().list(LANE, Optional.empty(), 10)).isEqualTo(all);
    assertThat(records().list(LANE, Optional.empty(), 2)).isEqualTo(all.subList(0, 2));
    assertThat(records().list(LANE, Optional.of(position(2)), 10)).isEqualTo(all.subList(1, 3));
    assertThat(records().list(LANE, Optional.of(position(10)), 10)).isEmpty();
  }

  @Test
  void thoseUpToAPositionAreRemovedAndTheLaneStays() {
    lanes().save(lane(), List.of(pending("lane", 1), delivered("lane", 2), pending("lane", 3)));
    lanes().save(Lane.open(Examples.lane(7, "other"), WEBHOOK), List.of(pending("other", 1)));
    Lane before = lane();

    assertThat(records().remove(LANE, position(2))).isEqualTo(2);
    assertThat(records().remove(LANE, position(2))).isZero();

    assertThat(records().list(LANE, Optional.empty(), 10)).isEqualTo(List.of(pending("lane", 3)));
    assertThat(lane()).isEqualTo(before);
    assertThat(records().list(Examples.lane(7, "other"), Optional.empty(), 10)).hasSize(1);
  }

  @Test
  void howeverManyTheyAreAllAreRemoved() {
    for (long from = 1; from <= 250; from += 50) {
      lanes()
          .save(
              lane(), LongStream.range(from, from + 50).mapToObj(i -> pending("lane", i)).toList());
    }

    assertThat(records().remove(LANE, position(1_000))).isEqualTo(250);

    assertThat(records().list(LANE, Optional.empty(), 10)).isEmpty();
  }

  private Lane lane() {
    return lanes().find(LANE, WEBHOOK);
  }

  private static DeliveryRecord pending(String lane, long seq) {
    return DeliveryRecords.pending(Examples.delivery(7, lane, seq));
  }

  private static DeliveryRecord delivered(String lane, long seq) {
    return DeliveryRecords.ended(Examples.delivery(7, lane, seq), new DeliveryStatus.Delivered());
  }

  private static Position position(long seq) {
    return Examples.delivery(7, "lane", seq).position();
  }
}
