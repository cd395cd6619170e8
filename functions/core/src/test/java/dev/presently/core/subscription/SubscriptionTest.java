package dev.presently.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.TestClock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
  private static final Instant AT = TestClock.START;
  private static final Subscription ASKED = Subscription.begin(AT).asked(AT.plusSeconds(1));

  @Test
  void onlyAnActiveOneThatWasNotAskedForSinceNeedsAsking() {
    assertThat(Subscription.begin(AT).needsAsking(Instant.EPOCH)).isTrue();
    assertThat(ASKED.needsAsking(AT.plusSeconds(1))).isFalse();
    assertThat(ASKED.needsAsking(AT.plusSeconds(1).plusMillis(1))).isTrue();
    assertThat(ASKED.end(AT.plusSeconds(2)).needsAsking(AT.plusSeconds(9))).isFalse();
  }

  @Test
  void aLateAnswerDoesNotReplaceTheAnswerToALaterAsking() {
    Subscription again = ASKED.asked(AT.plusSeconds(5));

    assertThat(again.asked(AT.plusSeconds(4))).isEqualTo(again);
    assertThat(again.denied(AT.plusSeconds(4), "gone")).isEqualTo(again);
    assertThat(again.denied(AT.plusSeconds(5), "gone").deniedReason()).contains("gone");
  }

  @Test
  void askingAgainRenewsIt() {
    assertThat(ASKED.renewedAt()).isEqualTo(AT.plusSeconds(1));
    assertThat(ASKED.asked(AT.plusSeconds(5)).renewedAt()).isEqualTo(AT.plusSeconds(5));
    assertThat(ASKED.renew(AT.plusSeconds(9)).asked(AT.plusSeconds(8)).renewedAt())
        .isEqualTo(AT.plusSeconds(9));
  }

  @Test
  void onlyTheFirstReportAfterAskingIsKept() {
    Subscription heard = ASKED.heard(AT.plusSeconds(2));

    assertThat(heard.confirmedAt()).contains(AT.plusSeconds(2));
    assertThat(heard.heard(AT.plusSeconds(3))).isEqualTo(heard);
    assertThat(heard.asked(AT.plusSeconds(4)).heard(AT.plusSeconds(5)).confirmedAt())
        .contains(AT.plusSeconds(5));
  }

  @Test
  void aReportChangesNothingOfOneThatNobodyWasAskedForOrThatHasEnded() {
    Subscription begun = Subscription.begin(AT);
    Subscription ended = ASKED.end(AT.plusSeconds(2));

    assertThat(begun.heard(AT.plusSeconds(3))).isEqualTo(begun);
    assertThat(ended.heard(AT.plusSeconds(3))).isEqualTo(ended);
  }

  @Test
  void oneThatStartsAgainIsToBeAskedForAgain() {
    Subscription again = ASKED.end(AT.plusSeconds(2)).renew(AT.plusSeconds(3));

    assertThat(again).isEqualTo(Subscription.begin(AT.plusSeconds(3)));
    assertThat(ASKED.renew(AT.plusSeconds(3)).askedAt()).isEqualTo(ASKED.askedAt());
  }
}
