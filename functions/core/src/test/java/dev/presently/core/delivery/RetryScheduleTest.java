package dev.presently.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.webhook.RetryPolicy;
import dev.presently.core.webhook.RetryPolicy.Policy;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {
  private static final Outcome FAILED = Outcome.RetryLater.because(Outcome.Kind.CONNECTION);
  private static final double MIDDLE = 0.5;

  private static Optional<Duration> wait(int attempts) {
    return RetrySchedule.waitAfter(attempts, FAILED, Optional.empty(), MIDDLE);
  }

  private static Outcome askingFor(Duration time) {
    return new Outcome.RetryLater(
        Outcome.Kind.STATUS, Optional.of(503), Optional.of(time), Optional.empty());
  }

  @Test
  void theSecondAttemptWaitsFiveSeconds() {
    assertThat(wait(1)).contains(Duration.ofSeconds(5));
  }

  @Test
  void nineAttemptsAreMadeWithinThirtySixHoursAndAHalf() {
    Duration inAll =
        IntStream.rangeClosed(1, 8)
            .mapToObj(attempts -> wait(attempts).orElseThrow())
            .reduce(Duration.ZERO, Duration::plus);

    assertThat(inAll).isBetween(Duration.ofHours(36), Duration.ofMinutes(36 * 60 + 30));
    assertThat(wait(9)).isEmpty();
  }

  @Test
  void eachWaitIsSpreadByTwentyPercent() {
    assertThat(RetrySchedule.waitAfter(1, FAILED, Optional.empty(), 0))
        .contains(Duration.ofSeconds(4));
    assertThat(RetrySchedule.waitAfter(1, FAILED, Optional.empty(), 1))
        .contains(Duration.ofSeconds(6));
  }

  @ParameterizedTest
  @CsvSource({
    "CONSTANT,1,10",
    "CONSTANT,4,10",
    "LINEAR,1,10",
    "LINEAR,4,40",
    "EXPONENTIAL,1,10",
    "EXPONENTIAL,4,80"
  })
  void aWebhooksOwnRetriesTakeItsPlace(Policy policy, int attempts, long seconds) {
    assertThat(
            RetrySchedule.waitAfter(
                attempts, FAILED, Optional.of(new RetryPolicy(5, 10, policy)), MIDDLE))
        .contains(Duration.ofSeconds(seconds));
  }

  @Test
  void itsOwnRetriesAreCountedWithTheFirstAttempt() {
    var own = Optional.of(new RetryPolicy(2, 10, Policy.CONSTANT));

    assertThat(RetrySchedule.waitAfter(1, FAILED, own, MIDDLE)).isPresent();
    assertThat(RetrySchedule.waitAfter(2, FAILED, own, MIDDLE)).isEmpty();
  }

  @Test
  void noWaitOfItsOwnIsLongerThanAWeek() {
    var own = Optional.of(new RetryPolicy(20, 86_400, Policy.EXPONENTIAL));

    assertThat(RetrySchedule.waitAfter(19, FAILED, own, MIDDLE)).contains(Duration.ofDays(7));
  }

  @Test
  void retryAfterIsTheLeastWait() {
    assertThat(
            RetrySchedule.waitAfter(1, askingFor(Duration.ofSeconds(60)), Optional.empty(), MIDDLE))
        .contains(Duration.ofSeconds(60));
    assertThat(
            RetrySchedule.waitAfter(1, askingFor(Duration.ofSeconds(1)), Optional.empty(), MIDDLE))
        .contains(Duration.ofSeconds(5));
  }

  @Test
  void retryAfterCountsForAnHourAtMost() {
    assertThat(RetrySchedule.waitAfter(1, askingFor(Duration.ofDays(1)), Optional.empty(), MIDDLE))
        .contains(Duration.ofHours(1));
  }
}
