package dev.presently.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.delivery.Outcome.Kind;
import dev.presently.core.delivery.ReceiverHealth.Pause;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.Destination;
import dev.presently.core.webhook.HmacKey;
import dev.presently.core.webhook.RetryPolicy;
import dev.presently.core.webhook.SigningKeys;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiverHealthTest {
  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
  private static final double MIDDLE = 0.5;
  private static final Outcome REFUSED = Outcome.RetryLater.because(Kind.CONNECTION);
  private static final Webhook WEBHOOK =
      Webhook.create(
          new WebhookId(1),
          Destination.parse("https://hooks.acme.com/", AllowedPrivateHosts.NONE),
          SigningKeys.only(new HmacKey("0123456789abcdef")),
          Webhook.WebhookSettings.DEFAULT,
          NOW.minus(Duration.ofDays(30)));

  private static ReceiverHealth failing(int failures, Optional<Pause> pause) {
    return new ReceiverHealth(
        failures,
        Optional.of(NOW.minusSeconds(60)),
        pause,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.of(NOW));
  }

  private static Outcome status(int status) {
    return new Outcome.RetryLater(
        Kind.STATUS, Optional.of(status), Optional.empty(), Optional.empty());
  }

  private static Optional<Duration> pause(ReceiverHealth health, Outcome failure) {
    return pause(health, failure, Optional.empty());
  }

  private static Optional<Duration> pause(
      ReceiverHealth health, Outcome failure, Optional<RetryPolicy> own) {
    return health
        .pauseAfter(failure, false, own, NOW, MIDDLE)
        .map(p -> Duration.between(NOW, p.until()));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void aReceiverThatAsksForItIsPausedAtOnce(int status) {
    assertThat(pause(ReceiverHealth.UNKNOWN, status(status))).contains(Duration.ofSeconds(5));
  }

  @Test
  void aTimeoutPausesAtOnce() {
    assertThat(pause(ReceiverHealth.UNKNOWN, Outcome.RetryLater.because(Kind.TIMEOUT))).isPresent();
  }

  @Test
  void otherFailuresPauseFromTheThirdInARow() {
    assertThat(pause(ReceiverHealth.UNKNOWN, status(500))).isEmpty();
    assertThat(pause(failing(1, Optional.empty()), status(500))).isEmpty();
    assertThat(pause(failing(2, Optional.empty()), status(500))).isPresent();
    assertThat(pause(failing(2, Optional.empty()), Outcome.RetryLater.because(Kind.CONNECTION)))
        .isPresent();
  }

  @Test
  void manyThatFailAtOnceAreTheFirstPause() {
    assertThat(pause(failing(200, Optional.empty()), status(503))).contains(Duration.ofSeconds(5));
  }

  @Test
  void threeThatEachThoughtTheyWereTheFirstPauseTheirWebhook() {
    assertThat(
            failing(2, Optional.empty())
                .pauseOverdue(REFUSED, false, Optional.empty(), NOW, MIDDLE))
        .isEmpty();
    assertThat(
            failing(3, Optional.empty())
                .pauseOverdue(REFUSED, false, Optional.empty(), NOW, MIDDLE))
        .isPresent();
    assertThat(
            failing(9, Optional.of(new Pause(1, NOW)))
                .pauseOverdue(REFUSED, false, Optional.empty(), NOW, MIDDLE))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1,30", "2,120", "3,600", "4,3600", "5,3600", "90,3600"})
  void eachFailureAfterAPauseMakesTheNextOneLonger(int before, long seconds) {
    var paused = failing(3, Optional.of(new Pause(before, NOW.minusSeconds(1))));

    assertThat(pause(paused, REFUSED)).contains(Duration.ofSeconds(seconds));
    assertThat(
            paused.pauseAfter(REFUSED, false, Optional.empty(), NOW, MIDDLE).orElseThrow().number())
        .isEqualTo(before + 1);
  }

  @ParameterizedTest
  @CsvSource({"3,0", "4,0", "9,0", "10,30", "11,0", "18,30"})
  void severalEventsAreTriedBeforeTheNextPauseIsLonger(int failures, long seconds) {
    var paused = failing(failures, Optional.of(new Pause(1, NOW.minusSeconds(1))));

    assertThat(pause(paused, status(500)))
        .isEqualTo(Optional.of(Duration.ofSeconds(seconds)).filter(Duration::isPositive));
  }

  @Test
  void whatMayBeTheFaultOfEventsPausesForTenMinutesAtMost() {
    var paused = failing(10, Optional.of(new Pause(90, NOW.minusSeconds(1))));

    assertThat(pause(paused, status(500))).contains(Duration.ofMinutes(10));
    assertThat(pause(paused, REFUSED)).contains(Duration.ofHours(1));
  }

  @Test
  void anEventThatFailsAgainBeginsNoPause() {
    ReceiverHealth failing = failing(9, Optional.empty());

    assertThat(failing.pauseAfter(status(500), true, Optional.empty(), NOW, MIDDLE)).isEmpty();
    assertThat(failing.pauseAfter(status(500), false, Optional.empty(), NOW, MIDDLE)).isPresent();
    assertThat(failing.pauseAfter(REFUSED, true, Optional.empty(), NOW, MIDDLE)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "CONSTANT,    1,  1, 1",
    "CONSTANT,    1,  4, 1",
    "CONSTANT,   10,  1, 5",
    "CONSTANT,   10,  2, 10",
    "EXPONENTIAL, 1,  4, 8",
    "EXPONENTIAL, 1, 99, 600",
  })
  void aPauseIsNotLongerThanTheWebhooksOwnWait(
      RetryPolicy.Policy policy, int delay, int number, long seconds) {
    Optional<Pause> before =
        Optional.of(new Pause(number - 1, NOW.minusSeconds(1))).filter(p -> p.number() > 0);
    var own = Optional.of(new RetryPolicy(20, delay, policy));

    assertThat(pause(failing(10, before), status(500), own)).contains(Duration.ofSeconds(seconds));
    assertThat(pause(failing(10, before), Outcome.RetryLater.because(Kind.TIMEOUT), own))
        .isEqualTo(pause(failing(10, before), Outcome.RetryLater.because(Kind.TIMEOUT)));
  }

  @Test
  void whatFailsDuringAPauseMakesItNoLongerUnlessTheReceiverAsksForIt() {
    var paused = failing(3, Optional.of(new Pause(2, NOW.plusSeconds(1))));

    assertThat(pause(paused, status(503))).isEmpty();
    assertThat(
            paused.pauseAfter(asking(Duration.ofMinutes(3)), false, Optional.empty(), NOW, MIDDLE))
        .contains(new Pause(2, NOW.plusSeconds(180)));
  }

  private static Outcome asking(Duration time) {
    return new Outcome.RetryLater(
        Kind.STATUS, Optional.of(429), Optional.of(time), Optional.empty());
  }

  @Test
  void aPauseIsAtLeastWhatTheReceiverAsksFor() {
    Outcome asked = asking(Duration.ofMinutes(3));

    assertThat(pause(ReceiverHealth.UNKNOWN, asked)).contains(Duration.ofMinutes(3));
  }

  @Test
  void afterAPauseOneAttemptAtATimeIsMade() {
    var paused = failing(3, Optional.of(new Pause(1, NOW)));

    assertThat(paused.isPaused()).isTrue();
    assertThat(paused.isPausedAt(NOW.minusMillis(1))).isTrue();
    assertThat(paused.isPausedAt(NOW)).isFalse();
    assertThat(paused.notBefore(NOW.minusSeconds(9))).isEqualTo(NOW);
    assertThat(paused.notBefore(NOW.plusSeconds(9))).isEqualTo(NOW.plusSeconds(9));
  }

  @Test
  void aQuickAnswerCountsAtFirstAndFiveMinutesAfterASlowOne() {
    ReceiverHealth slow = ReceiverHealth.UNKNOWN.slowSince(NOW);

    assertThat(ReceiverHealth.UNKNOWN.becomesQuick(NOW)).isTrue();
    assertThat(slow.becomesQuick(NOW.plusSeconds(299))).isFalse();
    assertThat(slow.becomesQuick(NOW.plusSeconds(300))).isTrue();
  }

  @Test
  void aSuccessIsNewsOnceAMinuteAndAfterAFailure() {
    assertThat(ReceiverHealth.UNKNOWN.isNews(NOW)).isTrue();
    assertThat(succeeded(NOW.minusSeconds(59), 0).isNews(NOW)).isFalse();
    assertThat(succeeded(NOW.minusSeconds(60), 0).isNews(NOW)).isTrue();
    assertThat(succeeded(NOW.minusSeconds(1), 1).isNews(NOW)).isTrue();
  }

  @Test
  void itIsGivenUpAfterSeventyTwoHoursOfNothingButFailures() {
    Duration hours = Duration.ofHours(72);

    assertThat(given(hours, Duration.ofHours(12), 10)).isTrue();
    assertThat(given(hours.minusMillis(1), Duration.ofHours(12), 10)).isFalse();
    assertThat(given(hours, Duration.ofHours(12).minusMillis(1), 10)).isFalse();
    assertThat(given(hours, Duration.ofHours(12), 9)).isFalse();
  }

  @Test
  void aWebhookThatWasEnabledAgainHasAllItsTime() {
    Webhook again =
        WEBHOOK
            .disabled("it failed", NOW.minusSeconds(9))
            .changed(
                WEBHOOK.url(),
                WEBHOOK.keys(),
                Webhook.WebhookSettings.DEFAULT,
                NOW.minusSeconds(8));

    assertThat(failingSince(Duration.ofDays(9), Duration.ofDays(8), 99).isGivenUp(again, NOW))
        .isFalse();
    assertThat(again.disableState().disabledReason()).isEmpty();
    assertThat(again.disableState().enabledSince()).contains(NOW.minusSeconds(8));
  }

  private static boolean given(Duration sinceSuccess, Duration sinceFirstFailure, int failures) {
    return failingSince(sinceSuccess, sinceFirstFailure, failures).isGivenUp(WEBHOOK, NOW);
  }

  private static ReceiverHealth failingSince(Duration success, Duration first, int failures) {
    return new ReceiverHealth(
        failures,
        Optional.of(NOW.minus(first)),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.of(NOW.minus(success)),
        Optional.of(NOW));
  }

  private static ReceiverHealth succeeded(Instant at, int failures) {
    return new ReceiverHealth(
        failures,
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.of(at),
        Optional.empty());
  }
}
