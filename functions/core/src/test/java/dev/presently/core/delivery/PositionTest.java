package dev.presently.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.core.InvalidValue;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
  private static final Instant BEGAN = Instant.parse("2026-01-15T10:00:00.123Z");

  @Test
  void aHigherSeqComesLater() {
    assertThat(new Position(BEGAN, 2).isAfter(new Position(BEGAN, 1))).isTrue();
    assertThat(new Position(BEGAN, 1).isAfter(new Position(BEGAN, 1))).isFalse();
  }

  @Test
  void whatWasMadeAgainComesLaterThoughItCountsFromOne() {
    assertThat(new Position(BEGAN.plusMillis(1), 1).isAfter(new Position(BEGAN, 99))).isTrue();
  }

  @Test
  void itsTextSortsAsItDoes() {
    assertThat(new Position(BEGAN, 10).toString())
        .isGreaterThan(new Position(BEGAN, 9).toString())
        .isLessThan(new Position(BEGAN.plusSeconds(1), 1).toString());
  }

  @Test
  void itIsReadAsItWasWritten() {
    var position = new Position(BEGAN.plusNanos(1), 7);

    assertThat(Position.parse(position.toString())).isEqualTo(position);
  }

  @Test
  void aDeliveryIdIsReadAsItWasWritten() {
    var id = new DeliveryId(new LaneId("0123456789abcdef0123456789abcdef"), new Position(BEGAN, 7));

    assertThat(DeliveryId.parse(id.toString())).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "dlv_1", "dlv_0123456789abcdef0123456789abcdef", "evt_1"})
  void whatIsNoDeliveryIdIsRefused(String text) {
    assertThatThrownBy(() -> DeliveryId.parse(text))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("delivery id");
  }

  @Test
  void aNumberThatIsTooLargeToBeReadIsNoFaultOfOurs() {
    String position = "000000000000000-9999999999999999999";

    assertThatThrownBy(() -> Position.parse(position)).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> DeliveryId.parse("dlv_0123456789abcdef0123456789abcdef_" + position))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("delivery id");
  }

  @Test
  void whatIsNoPositionIsRefused() {
    assertThatThrownBy(() -> Position.parse("1-2")).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> new LaneId("x")).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> new Position(BEGAN, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Position(Instant.EPOCH.minusMillis(1), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
