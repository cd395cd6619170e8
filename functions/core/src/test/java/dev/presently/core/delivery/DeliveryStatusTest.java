package dev.presently.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.core.InvalidValue;
import dev.presently.core.delivery.DeliveryStatus.Dead;
import dev.presently.core.delivery.DeliveryStatus.Delivered;
import dev.presently.core.delivery.DeliveryStatus.Discarded;
import dev.presently.core.delivery.DeliveryStatus.Pending;
import dev.presently.core.delivery.DeliveryStatus.Retrying;
import dev.presently.core.delivery.DeliveryStatus.Superseded;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryStatusTest {
  private static final List<DeliveryStatus> ALL =
      List.of(
          new Pending(),
          new Retrying(),
          new Delivered(),
          new Superseded(new Position(Instant.EPOCH, 7)),
          new Dead("all 9 attempts failed"),
          new Discarded("the webhook was deleted"));

  @Test
  void eachHasAWordOfItsOwn() {
    assertThat(ALL).extracting(DeliveryStatus::word).containsExactly(DeliveryStatus.Word.values());
  }

  @Test
  void aWordIsReadAsItIsWritten() {
    assertThat(DeliveryStatus.Word.parse("SUPERSEDED")).isEqualTo(DeliveryStatus.Word.SUPERSEDED);
    assertThatThrownBy(() -> DeliveryStatus.Word.parse("delivered"))
        .isInstanceOf(InvalidValue.class)
        .hasMessage("accepted: PENDING, RETRYING, DELIVERED, SUPERSEDED, DEAD, DISCARDED");
  }

  @Test
  void onlyWhatWaitsHasNotEnded() {
    assertThat(ALL).filteredOn(status -> !status.hasEnded()).hasSize(2);
  }

  @Test
  void whatDidNotArriveSaysWhy() {
    assertThat(ALL)
        .extracting(status -> status.reason().orElse(""))
        .containsExactly(
            "", "", "", "superseded by seq 7", "all 9 attempts failed", "the webhook was deleted");
  }
}
