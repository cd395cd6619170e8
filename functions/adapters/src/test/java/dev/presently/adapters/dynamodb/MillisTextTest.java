package dev.presently.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.TestClock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MillisTextTest {
  private static final Instant TIME = TestClock.START;

  @Test
  void timesSortAsStrings() {
    assertThat(
            List.of(
                MillisText.of(Instant.EPOCH),
                MillisText.of(TIME),
                MillisText.of(TIME.plusMillis(1)),
                MillisText.of(Instant.parse("9999-12-31T23:59:59Z")),
                MillisText.of(Instant.MAX)))
        .isSorted()
        .doesNotHaveDuplicates()
        .allMatch(text -> text.length() == 15);
  }

  @Test
  void aTimeIsReadBack() {
    assertThat(MillisText.read(MillisText.of(TIME))).isEqualTo(TIME);
  }

  @Test
  void aTimeBetweenTwoMillisecondsIsDueAtTheSecond() {
    Instant due = TIME.plusNanos(1);

    assertThat(MillisText.of(due)).isEqualTo(MillisText.of(TIME.plusMillis(1)));
    assertThat(MillisText.upTo(due)).isEqualTo(MillisText.of(TIME));
    assertThat(MillisText.upTo(Instant.MAX)).isEqualTo(MillisText.of(Instant.MAX));
  }
}
