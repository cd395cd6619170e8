package dev.presently.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.ConcurrentCallers;
import dev.presently.core.TestClock;
import dev.presently.core.webhook.WebhookId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link WakeStore} keeps to, once what was written is seen. */
public abstract class WakeStoreContract {
  private static final int CROWD = 20;
  private static final WebhookId WEBHOOK = new WebhookId(7);
  private static final Instant START = TestClock.START;
  private static final Instant UNTIL = START.plusSeconds(60);

  /** The same at each call; empty at first. */
  protected abstract WakeStore wakes();

  /** The health of the same webhooks. */
  protected abstract ReceiverHealthStore health();

  @Test
  void aWakeOnlyMovesForward() {
    assertThat(ask(5)).isTrue();
    assertThat(ask(5)).isFalse();
    assertThat(ask(6)).isFalse();
    assertThat(isOverdueAt(5)).isFalse();
    assertThat(isOverdueAt(6)).isTrue();

    assertThat(ask(4)).isTrue();
    assertThat(isOverdueAt(5)).isTrue();
  }

  @Test
  void anyWakeIsFoundWhenItIsOverdue() {
    for (long id = 1; id <= 9; id++) {
      wakes().ask(new WebhookId(id), START.plusSeconds(id));
    }

    assertThat(wakes().overdue(START.plusSeconds(4), 10))
        .containsExactlyInAnyOrder(new WebhookId(1), new WebhookId(2), new WebhookId(3));
    assertThat(wakes().overdue(START.plusSeconds(100), 100))
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, 9).mapToObj(WebhookId::new).toList());
    assertThat(wakes().overdue(START.plusSeconds(100), 4)).hasSize(4).doesNotHaveDuplicates();
    assertThat(wakes().overdue(START, 10)).isEmpty();
  }

  @Test
  void everyReceiverWithAWakeIsWaitingUntilItsWakeEnds() {
    wakes().ask(new WebhookId(1), START.plusSeconds(1));
    wakes().ask(new WebhookId(2), START.plus(Duration.ofDays(1)));
    assertThat(wakes().waiting(10)).hasSize(2);
    assertThat(wakes().waiting(1)).hasSize(1);

    wakes().claim(new WebhookId(1), "a", START.plusSeconds(1), START.plusSeconds(9));
    assertThat(wakes().waiting(10)).hasSize(2);
    wakes().release(new WebhookId(1), "a", Optional.empty(), 1);
    assertThat(wakes().waiting(10)).hasSize(1);
  }

  @Test
  void whatIsHeldIsHeldByOneAndTheSameMayComeAgain() {
    assertThat(claim("a")).hasValue(0);
    assertThat(claim("b")).isEmpty();
    assertThat(claim("a")).hasValue(0);
  }

  @Test
  void aClaimReturnsTheRequestCounter() {
    ask(5);
    ask(6);
    ask(4);

    assertThat(claim("a")).hasValue(3);
  }

  @Test
  void whatNobodyReleasedIsDueAgainAndAnybodys() {
    ask(0);
    claim("a");

    assertThat(isOverdueAt(60)).isFalse();
    assertThat(isOverdueAt(61)).isTrue();
    assertThat(wakes().claim(WEBHOOK, "b", UNTIL.minusMillis(1), UNTIL)).isEmpty();
    assertThat(wakes().claim(WEBHOOK, "b", UNTIL, UNTIL.plusSeconds(60))).hasValue(1);
    assertThat(wakes().release(WEBHOOK, "a", Optional.empty(), 1)).isFalse();
    assertThat(isOverdueAt(121)).isTrue();
  }

  @Test
  void whatIsReleasedIsDueWhenItIsSaidAndAnybodys() {
    ask(0);
    claim("a");

    assertThat(wakes().release(WEBHOOK, "a", Optional.of(START.plusSeconds(90)), 1)).isTrue();

    assertThat(isOverdueAt(90)).isFalse();
    assertThat(isOverdueAt(91)).isTrue();
    assertThat(claim("b", 90)).hasValue(1);
  }

  @Test
  void whatIsNotDueIsNobodysButALittleTooEarlyIsInTime() {
    ask(0);
    claim("a");
    wakes().release(WEBHOOK, "a", Optional.of(START.plusSeconds(90)), 1);

    assertThat(claim("a", 84)).isEmpty();
    assertThat(claim("b", 84)).isEmpty();
    assertThat(isOverdueAt(91)).isTrue();
    assertThat(claim("b", 85)).hasValue(1);
  }

  @Test
  void anEarlierRequestMakesAWakeDueEarlier() {
    ask(90);
    assertThat(claim("a")).isEmpty();

    ask(5);

    assertThat(claim("a")).hasValue(2);
  }

  @Test
  void whatIsReleasedWithNothingMoreToDoIsNotDue() {
    ask(0);
    claim("a");

    assertThat(wakes().release(WEBHOOK, "a", Optional.empty(), 1)).isTrue();

    assertThat(isOverdueAt(1_000_000)).isFalse();
    assertThat(ask(2_000)).isTrue();
  }

  @Test
  void nothingIsReleasedThatIsNotHeld() {
    ask(0);

    assertThat(wakes().release(WEBHOOK, "a", Optional.empty(), 1)).isFalse();
    claim("a");
    assertThat(wakes().release(WEBHOOK, "b", Optional.empty(), 1)).isFalse();

    assertThat(claim("b")).isEmpty();
    assertThat(isOverdueAt(61)).isTrue();
  }

  @Test
  void aRequestDuringAClaimIsKept() {
    ask(0);
    long asked = claim("a").orElseThrow();
    assertThat(ask(1_000)).isFalse();

    assertThat(wakes().release(WEBHOOK, "a", Optional.empty(), asked)).isFalse();
    assertThat(claim("b")).isEmpty();

    long now = claim("a").orElseThrow();
    assertThat(wakes().release(WEBHOOK, "a", Optional.empty(), now)).isTrue();
  }

  @Test
  void anAskDuringAClaimMayComeBeforeItsEnd() {
    claim("a");

    assertThat(ask(10)).isTrue();

    assertThat(isOverdueAt(11)).isTrue();
    assertThat(claim("b")).isEmpty();
  }

  @Test
  void aForgottenWebhookHasNoWakeAndNoHolder() {
    ask(0);
    claim("a");
    wakes().release(WEBHOOK, "a", Optional.empty(), 1);

    health().forget(WEBHOOK);

    assertThat(isOverdueAt(1_000_000)).isFalse();
    assertThat(claim("b")).hasValue(0);
  }

  /** What had parked in the meantime waited for ever. */
  @Test
  void aWakeThatWasAskedForAfterTheLastReleaseWasForgotten() {
    ask(0);
    claim("a");
    wakes().release(WEBHOOK, "a", Optional.empty(), 1);
    ask(5);

    health().forget(WEBHOOK);
    assertThat(isOverdueAt(6)).isTrue();

    assertThat(claim("b", 5)).hasValue(2);
    health().forget(WEBHOOK);
    assertThat(claim("c", 6)).isEmpty();
  }

  @Test
  void healthAndWakeLeaveEachOtherAlone() {
    ask(5);
    ReceiverHealth health =
        health().failed(WEBHOOK, START, Optional.of(new ReceiverHealth.Pause(1, UNTIL)));
    long asked = claim("a").orElseThrow();
    assertThat(wakes().release(WEBHOOK, "a", Optional.of(UNTIL), asked)).isTrue();

    assertThat(health().find(WEBHOOK)).isEqualTo(health);

    health().succeeded(WEBHOOK, START, health.pause());
    health().slow(WEBHOOK, START);
    health().reset(WEBHOOK);

    assertThat(isOverdueAt(60)).isFalse();
    assertThat(isOverdueAt(61)).isTrue();
    assertThat(claim("b", 60)).hasValue(1);
  }

  @Test
  void ofManyWhoClaimOneHolds() {
    for (int i = 0; i < 5; i++) {
      int round = i;
      wakes().ask(new WebhookId(round + 1L), START);

      List<OptionalLong> claims =
          ConcurrentCallers.of(
              CROWD,
              who -> wakes().claim(new WebhookId(round + 1L), "holder " + who, START, UNTIL));

      assertThat(claims).filteredOn(OptionalLong::isPresent).containsExactly(OptionalLong.of(1));
    }
  }

  @Test
  void ofManyWhoAskForOneMomentOneMovedTheWakeAndAllAreCounted() {
    assertThat(ConcurrentCallers.of(CROWD, _ -> ask(5))).containsOnlyOnce(true);
    assertThat(claim("a")).hasValue(CROWD);
  }

  @Test
  void theEarliestThatManyAskForStands() {
    List<Boolean> moved = ConcurrentCallers.of(CROWD, i -> ask(100 - i));

    assertThat(moved).contains(true);
    assertThat(isOverdueAt(100 - CROWD + 1)).isFalse();
    assertThat(isOverdueAt(100 - CROWD + 2)).isTrue();
    assertThat(claim("a", 100)).hasValue(CROWD);
  }

  /** Either the release is refused, or the wake was asked for after it, and stands. */
  @Test
  void noWakeIsLostBetweenThoseWhoAskAndOneWhoReleases() {
    for (int i = 0; i < 10; i++) {
      long asked = claim("a", 1_000).orElseThrow();

      List<Boolean> answers =
          ConcurrentCallers.of(
              5,
              who ->
                  who == 0 ? wakes().release(WEBHOOK, "a", Optional.empty(), asked) : ask(1_000));

      assertThat(answers.getFirst() && !isOverdueAt(1_001)).isFalse();
      assertThat(claim("a", 1_000)).hasValue(asked + 4);
    }
  }

  private boolean ask(long seconds) {
    return wakes().ask(WEBHOOK, START.plusSeconds(seconds));
  }

  private OptionalLong claim(String holder) {
    return claim(holder, 0);
  }

  private OptionalLong claim(String holder, long seconds) {
    Instant now = START.plusSeconds(seconds);
    return wakes().claim(WEBHOOK, holder, now, now.plusSeconds(60));
  }

  private boolean isOverdueAt(long seconds) {
    return wakes().overdue(START.plusSeconds(seconds), 10).contains(WEBHOOK);
  }
}
