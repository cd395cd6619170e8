package dev.presently.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.core.InvalidValue;
import dev.presently.core.delivery.Status.Dead;
import dev.presently.core.delivery.Status.Delivered;
import dev.presently.core.delivery.Status.Discarded;
import dev.presently.core.delivery.Status.Pending;
import dev.presently.core.delivery.Status.Retrying;
import dev.presently.core.delivery.Status.Superseded;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTest {
  private static final List<Status> ALL =
      List.of(
          new Pending(),
          new Retrying(),
          new Delivered(),
          new Superseded(new Position(Instant.EPOCH, 7)),
          new Dead("all 9 attempts failed"),
          new Discarded("the webhook was deleted"));

  @Test
  void eachHasAWordOfItsOwn() {
    assertThat(ALL).extracting(Status::word).containsExactly(Status.Word.values());
  }

  @Test
  void aWordIsReadAsItIsWritten() {
    assertThat(Status.Word.parse("SUPERSEDED")).isEqualTo(Status.Word.SUPERSEDED);
    assertThatThrownBy(() -> Status.Word.parse("delivered"))
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
