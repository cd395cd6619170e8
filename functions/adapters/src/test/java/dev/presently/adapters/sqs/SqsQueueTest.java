package dev.presently.adapters.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SqsQueueTest {
  @Test
  void aDelayIsInWholeSecondsAndNeverTooShort() {
    assertThat(seconds(Duration.ofSeconds(-5))).isZero();
    assertThat(seconds(Duration.ofMillis(-1))).isZero();
    assertThat(seconds(Duration.ZERO)).isZero();
    assertThat(seconds(Duration.ofNanos(1))).isEqualTo(1);
    assertThat(seconds(Duration.ofSeconds(25))).isEqualTo(25);
    assertThat(seconds(Duration.ofMillis(24_001))).isEqualTo(25);
    assertThat(seconds(Duration.ofMinutes(15))).isEqualTo(SqsQueue.MAX_DELAY_SECONDS);
    assertThat(seconds(Duration.ofDays(1))).isEqualTo(86_400);
  }

  private static long seconds(Duration wait) {
    return SqsQueue.delaySeconds(TestClock.START, TestClock.START.plus(wait));
  }
}
