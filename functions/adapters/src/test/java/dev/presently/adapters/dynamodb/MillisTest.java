package dev.presently.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.testkit.TestClock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MillisTest {
  private static final Instant TIME = TestClock.START;

  @Test
  void timesSortAsTexts() {
    assertThat(
            List.of(
                Millis.of(Instant.EPOCH),
                Millis.of(TIME),
                Millis.of(TIME.plusMillis(1)),
                Millis.of(Instant.parse("9999-12-31T23:59:59Z")),
                Millis.of(Instant.MAX)))
        .isSorted()
        .doesNotHaveDuplicates()
        .allMatch(text -> text.length() == 15);
  }

  @Test
  void aTimeComesBack() {
    assertThat(Millis.read(Millis.of(TIME))).isEqualTo(TIME);
  }

  @Test
  void whatIsDueBetweenTwoMillisecondsIsDueAtTheSecond() {
    Instant due = TIME.plusNanos(1);

    assertThat(Millis.of(due)).isEqualTo(Millis.of(TIME.plusMillis(1)));
    assertThat(Millis.upTo(due)).isEqualTo(Millis.of(TIME));
    assertThat(Millis.upTo(Instant.MAX)).isEqualTo(Millis.of(Instant.MAX));
  }
}
