package dev.presently.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.delivery.Outcome.Kind;
import dev.presently.core.delivery.ReceiverHealth.Pause;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.Destination;
import dev.presently.core.webhook.HmacKey;
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
    return health.pauseAfter(failure, NOW, MIDDLE).map(p -> Duration.between(NOW, p.until()));
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
    Outcome refused = Outcome.RetryLater.because(Kind.CONNECTION);

    assertThat(failing(2, Optional.empty()).pauseOverdue(refused, NOW, MIDDLE)).isEmpty();
    assertThat(failing(3, Optional.empty()).pauseOverdue(refused, NOW, MIDDLE)).isPresent();
    assertThat(failing(9, Optional.of(new Pause(1, NOW))).pauseOverdue(refused, NOW, MIDDLE))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1,30", "2,120", "3,600", "4,3600", "5,3600", "90,3600"})
  void eachFailureAfterAPauseMakesTheNextOneLonger(int before, long seconds) {
    var paused = failing(3, Optional.of(new Pause(before, NOW.minusSeconds(1))));

    assertThat(pause(paused, status(500))).contains(Duration.ofSeconds(seconds));
    assertThat(paused.pauseAfter(status(500), NOW, MIDDLE).orElseThrow().number())
        .isEqualTo(before + 1);
  }

  @Test
  void whatFailsDuringAPauseMakesItNoLongerUnlessTheReceiverAsksForIt() {
    var paused = failing(3, Optional.of(new Pause(2, NOW.plusSeconds(1))));

    assertThat(pause(paused, status(503))).isEmpty();
    assertThat(paused.pauseAfter(asking(Duration.ofMinutes(3)), NOW, MIDDLE))
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
