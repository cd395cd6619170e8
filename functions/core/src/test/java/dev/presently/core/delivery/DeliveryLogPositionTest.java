package dev.presently.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.core.InvalidValue;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryLogPositionTest {
  private static final DeliveryId ID =
      new DeliveryId(
          new LaneId("0123456789abcdef0123456789abcdef"), new Position(Instant.EPOCH, 7));

  @Test
  void itIsReadAsItWasWritten() {
    var place = new DeliveryLogPosition(1_768_473_000_123L, ID);

    assertThat(place)
        .hasToString(
            "001768473000123#dlv_0123456789abcdef0123456789abcdef_000000000000000-0000000000000000007");
    assertThat(DeliveryLogPosition.parse(place.toString())).isEqualTo(place);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1#dlv_1", "001768473000123#dlv_1", "001768473000123 dlv_1"})
  void whatIsNoPlaceIsRefused(String text) {
    assertThatThrownBy(() -> DeliveryLogPosition.parse(text)).isInstanceOf(InvalidValue.class);
  }
}
