package dev.presently.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.delivery.Lane.Parked;
import dev.presently.core.webhook.WebhookId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LaneTest {
  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
  private static final LaneId ID = new LaneId("0123456789abcdef0123456789abcdef");
  private static final Lane OPEN = Lane.open(ID, new WebhookId(1));

  private static Position at(long seq) {
    return new Position(NOW, seq);
  }

  @Test
  void anOpenLaneHoldsWhatHasEnded() {
    Lane lane = OPEN.settledAt(Optional.of(at(3)));

    assertThat(lane.holds(at(2))).isTrue();
    assertThat(lane.holds(at(3))).isTrue();
    assertThat(lane.holds(at(4))).isFalse();
    assertThat(OPEN.holds(at(1))).isFalse();
  }

  @Test
  void aParkedLaneHoldsWhatWaits() {
    Lane lane = OPEN.parkedWith(at(3), NOW);

    assertThat(lane.parked()).contains(new Parked(at(3), at(3), 1, NOW));
    assertThat(lane.holds(at(3))).isTrue();
    assertThat(lane.holds(at(4))).isFalse();
  }

  @Test
  void theNextWaitsBehindTheHeadWithoutChangingItsTime() {
    Lane lane = OPEN.parkedWith(at(3), NOW).parkedWith(at(4), NOW.plusSeconds(60));

    assertThat(lane.parked()).contains(new Parked(at(3), at(4), 2, NOW));
  }

  @Test
  void theNewestCanBeReplaced() {
    Lane lane = OPEN.parkedWith(at(3), NOW).parkedWith(at(4), NOW).replacingNewest(at(5));

    assertThat(lane.parked()).contains(new Parked(at(3), at(5), 2, NOW));
  }

  @Test
  void aHeadThatEndedMakesRoomForTheNext() {
    Lane lane = OPEN.parkedWith(at(3), NOW).parkedWith(at(4), NOW);

    Lane next = lane.advanced(Optional.of(at(4)), 1, NOW.plusSeconds(1));

    assertThat(next.parked()).contains(new Parked(at(4), at(4), 1, NOW.plusSeconds(1)));
  }

  @Test
  void aLaneOfWhichNothingIsLeftIsOpen() {
    Lane lane = OPEN.parkedWith(at(3), NOW).parkedWith(at(4), NOW).parkedWith(at(5), NOW);

    Lane open = lane.advanced(Optional.empty(), 3, NOW);

    assertThat(open.parked()).isEmpty();
    assertThat(open.settled()).contains(at(5));
  }

  @Test
  void aHeadThatFailedWaits() {
    assertThat(OPEN.parkedWith(at(3), NOW).waitingUntil(NOW.plusSeconds(5)).parked())
        .contains(new Parked(at(3), at(3), 1, NOW.plusSeconds(5)));
  }

  @Test
  void onlyParkedAndErasedLanesAreStored() {
    assertThat(OPEN.stored().revision()).isZero();
    assertThat(OPEN.parkedWith(at(3), NOW).stored().revision()).isEqualTo(1);
    assertThat(OPEN.erasedUpTo(at(3)).stored().revision()).isEqualTo(1);
  }

  @Test
  void whatWasErasedIsHeldForEver() {
    Lane lane = OPEN.erasedUpTo(at(3)).parkedWith(at(5), NOW);

    Lane open = lane.advanced(Optional.empty(), 1, NOW);

    assertThat(open.hasErased(at(3))).isTrue();
    assertThat(open.hasErased(at(4))).isFalse();
    assertThat(open.holds(at(4))).isTrue();
  }
}
