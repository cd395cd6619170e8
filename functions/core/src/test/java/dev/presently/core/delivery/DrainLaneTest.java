package dev.presently.core.delivery;

import static dev.presently.core.delivery.DeliveryWorld.ERROR;
import static dev.presently.core.delivery.DeliveryWorld.GONE;
import static dev.presently.core.delivery.DeliveryWorld.OK;
import static dev.presently.core.delivery.DeliveryWorld.ONE;
import static dev.presently.core.delivery.DeliveryWorld.REFUSED;
import static dev.presently.core.delivery.DeliveryWorld.TIMEOUT;
import static dev.presently.core.delivery.DeliveryWorld.body;
import static dev.presently.core.delivery.DeliveryWorld.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.TestClock;
import dev.presently.core.delivery.DeliveryStatus.Word;
import dev.presently.core.delivery.InMemoryRetryQueue.Wake;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrainLaneTest {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(5);

  private static final Outcome ASKS_FOR_AN_HOUR =
      new Outcome.RetryLater(
          Outcome.Kind.STATUS,
          Optional.of(500),
          Optional.of(Duration.ofHours(1)),
          Optional.empty());

  private final DeliveryWorld world = new DeliveryWorld();

  private static Outcome[] times(int count, Outcome outcome) {
    return Collections.nCopies(count, outcome).toArray(Outcome[]::new);
  }

  @Test
  void aFailedDeliveryIsAttemptedAgainAndItsLaneIsOpenThen() {
    world.answers(ERROR);
    world.send("bob", 1);

    world.after(FIRST_WAIT);
    world.drain();

    assertThat(world.status("bob", 1)).isEqualTo(Word.DELIVERED);
    assertThat(world.record("bob", 1).attempts()).hasSize(2);
    assertThat(world.lane("bob").parked()).isEmpty();
    assertThat(world.lanes.nextDue(ONE)).isEmpty();
    assertThat(world.bodies()).containsExactly(body(1), body(1));
  }

  @Test
  void nothingIsAttemptedBeforeItsTime() {
    world.answers(ERROR);
    world.send("bob", 1);

    world.after(FIRST_WAIT.minusMillis(1));
    world.drain();

    assertThat(world.requests).hasSize(1);
  }

  @Test
  void whatWaitedIsDeliveredInOrder() {
    world.coalesces(false);
    world.answers(ERROR);
    world.sendAll("bob", 1, 2, 3);

    world.after(FIRST_WAIT);
    world.drain();
    world.send("bob", 4);

    assertThat(world.bodies()).containsExactly(body(1), body(1), body(2), body(3), body(4));
  }

  @Test
  void ofACoalescingWebhookOnlyTheNewestStateIsDelivered() {
    world.answers(ERROR);
    world.sendAll("bob", 1, 2, 3);

    world.after(FIRST_WAIT);
    world.drain();

    assertThat(world.bodies()).containsExactly(body(1), body(3));
    assertThat(world.status("bob", 1)).isEqualTo(Word.SUPERSEDED);
    assertThat(world.status("bob", 3)).isEqualTo(Word.DELIVERED);
    assertThat(world.lane("bob").parked()).isEmpty();
  }

  @Test
  void aWebhookThatBecameCoalescingSkipsALongBacklog() {
    world.coalesces(false);
    world.answers(ERROR);
    for (long seq = 1; seq <= 100; seq++) {
      world.send("bob", seq);
    }
    world.coalesces(true);

    world.after(FIRST_WAIT);
    world.drain();

    assertThat(world.bodies()).containsExactly(body(1), body(100));
    assertThat(world.lanes.all()).filteredOn(r -> r.status().word() == Word.SUPERSEDED).hasSize(99);
  }

  @Test
  void aLaneThatFlappedForLongIsDrainedWithoutReadingWhatWasSuperseded() {
    world.answers(ERROR);
    for (long seq = 1; seq <= 1_000; seq++) {
      world.send("bob", seq);
    }

    world.after(FIRST_WAIT);
    world.drain();

    assertThat(world.bodies()).containsExactly(body(1), body(1_000));
    assertThat(world.lanes.listings()).isZero();
  }

  @Test
  void aHeadEndedByAnotherWriterStoppedTheDrain() {
    world.coalesces(false);
    world.answers(ERROR);
    world.sendAll("bob", 1, 2);
    Lane stale = world.lane("bob");
    world.after(FIRST_WAIT);
    world.drain();
    world.answers(ERROR);
    world.sendAll("bob", 3, 4);

    DrainLane.Result result = world.drainLane.step(stale, world.states.find(ONE));

    assertThat(result.next()).isEmpty();
    assertThat(world.lane("bob").parked()).isPresent();
    assertThat(world.bodies()).containsExactly(body(1), body(1), body(2), body(3));
    assertThat(world.status("bob", 3)).isEqualTo(Word.RETRYING);
    assertThat(world.status("bob", 4)).isEqualTo(Word.PENDING);
  }

  @Test
  void aLaneReadBeforeAnotherWritersAttemptWasAttemptedTooEarly() {
    world.answers(ERROR, ERROR);
    world.send("bob", 1);
    world.after(FIRST_WAIT);
    Lane stale = world.lane("bob");
    world.drain();

    DrainLane.Result result = world.drainLane.step(stale, world.states.find(ONE));

    assertThat(result.next()).isEmpty();
    assertThat(world.lane("bob").parked()).isPresent();
    assertThat(world.requests).hasSize(2);
    assertThat(world.lanes.nextDue(ONE)).isEqualTo(world.record("bob", 1).nextAttemptAt());
  }

  @Test
  void nineAttemptsAreMadeAndThenItIsDead() {
    world.answers(times(9, ERROR));
    world.send("bob", 1);

    for (Instant next = next(); next != null && world.requests.size() < 20; next = next()) {
      world.clock.set(next);
      world.drain();
    }

    assertThat(world.requests).hasSize(9);
    assertThat(world.record("bob", 1).status().reason())
        .contains("all 9 attempts failed, the last with status 500");
    List<Instant> at = world.record("bob", 1).attempts().stream().map(Attempt::at).toList();
    assertThat(Duration.between(at.getFirst(), at.getLast())).isGreaterThan(Duration.ofHours(36));
    assertThat(world.lane("bob").parked()).isEmpty();
  }

  private Instant next() {
    return world
        .lanes
        .nextDue(ONE)
        .map(due -> world.health.find(ONE).pause().map(p -> later(p.until(), due)).orElse(due))
        .orElse(null);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  @Test
  void afterAPauseOneLaneIsProbedAndWhenItSucceedsAllGo() {
    world.answers(TIMEOUT, TIMEOUT, OK);
    world.send("bob", 1);
    world.sendAll("ann", 1);
    world.sendAll("eve", 1);

    world.after(FIRST_WAIT);
    world.drain();
    assertThat(world.requests).hasSize(2);

    world.after(Duration.ofSeconds(30));
    world.drain();
    assertThat(world.lanes.all()).allMatch(record -> record.status().word() == Word.DELIVERED);
    assertThat(world.health.find(ONE).failures()).isZero();
  }

  @Test
  void aDeadReceiverCostsFewAttemptsHoweverManyEventsWait() {
    world.answers(times(1_000, REFUSED));
    for (int i = 0; i < 500; i++) {
      world.send("contact" + i, 1);
    }
    int before = world.requests.size();

    for (int minute = 0; minute < 60; minute++) {
      world.after(Duration.ofMinutes(1));
      world.drain();
    }

    assertThat(before).isEqualTo(3);
    assertThat(world.requests.size() - before).isBetween(4, 6);
  }

  @Test
  void theNextWakeIsWhenTheNextLaneIsDueOrThePauseIsOver() {
    world.answers(ERROR, TIMEOUT);
    world.send("bob", 1);

    world.after(FIRST_WAIT);
    world.drain();

    assertThat(world.retries.wakes().getLast())
        .isEqualTo(new Wake(ONE, TestClock.START.plus(FIRST_WAIT).plusSeconds(30)));
  }

  @Test
  void whatWaitsForADisabledWebhookIsDiscardedBeforeItsTime() {
    world.coalesces(false);
    world.answers(ERROR);
    for (long seq = 1; seq <= 100; seq++) {
      world.send("bob", seq);
    }
    world.disable();

    world.drain();

    assertThat(world.lanes.all()).allMatch(r -> r.status().word() == Word.DISCARDED);
    assertThat(world.lane("bob").parked()).isEmpty();
    assertThat(world.requests).hasSize(1);
  }

  @Test
  void whatWaitedBeforeAWebhookWasEnabledAgainIsDiscarded() {
    world.answers(ERROR);
    world.sendAll("bob", 1, 2);
    world.after(Duration.ofSeconds(10));
    world.disable();
    world.enable();
    world.send("bob", 11);

    world.drain();

    assertThat(world.bodies()).containsExactly(body(1), body(11));
    assertThat(world.status("bob", 11)).isEqualTo(Word.DELIVERED);
  }

  @Test
  void aReceiverThatIsGoneWhileDrainingDiscardsTheRest() {
    world.coalesces(false);
    world.answers(ERROR, GONE);
    world.sendAll("bob", 1, 2);

    world.after(FIRST_WAIT);
    world.drain();

    assertThat(world.status("bob", 1)).isEqualTo(Word.DEAD);
    assertThat(world.status("bob", 2)).isEqualTo(Word.DISCARDED);
  }

  @Test
  void nothingIsLeftOfADeletedWebhook() {
    world.answers(ERROR);
    world.send("bob", 1);
    assertThat(world.changeWebhook.remove(ONE)).isTrue();

    world.after(FIRST_WAIT);
    world.drain();

    assertThat(world.status("bob", 1)).isEqualTo(Word.DISCARDED);
    assertThat(world.health.overdue(Instant.MAX, 10)).isEmpty();
  }

  /**
   * An invocation that ended after the change was stored did the same again, and nothing followed.
   */
  @Test
  void aWebhookThatWasDisabledOnceMoreLeftItsLanesWaiting() {
    world.answers(ERROR);
    world.send("bob", 1);
    world.disable();
    world.forgetWake();

    world.disable();
    world.drain();

    assertThat(world.status("bob", 1)).isEqualTo(Word.DISCARDED);
  }

  /** Nobody could do the same again, for there was no webhook any more. */
  @Test
  void aCrashAfterDeletingAWebhookLeftItsLanesParked() {
    world.parksAndPausesForAnHour("bob");

    world.cutOffAfter("remove", () -> world.changeWebhook.remove(ONE));
    world.sweepAndDrain();

    assertThat(world.status("bob", 1)).isEqualTo(Word.DISCARDED);
    assertThat(world.health.overdue(Instant.MAX, 10)).isEmpty();
  }

  @Test
  void aCrashAfterDisablingAWebhookLeftItsLanesParked() {
    world.parksAndPausesForAnHour("bob");

    world.cutOffAfter("save", world::disable);
    world.sweepAndDrain();

    assertThat(world.status("bob", 1)).isEqualTo(Word.DISCARDED);
  }

  @Test
  void aCrashAfterA410LeftTheOtherLanesParked() {
    world.answers(ASKS_FOR_AN_HOUR, GONE);
    world.send("bob", 1);
    world.retries.take(Instant.MAX);

    world.cutOffAfter("save", () -> world.send("ann", 1));
    world.sweepAndDrain();

    assertThat(world.status("bob", 1)).isEqualTo(Word.DISCARDED);
  }

  @Test
  void aCrashAfterRenewingAWebhookLeftItsLanesUntilTheOldPauseWasOver() {
    world.parksAndPausesForAnHour("bob");

    world.cutOffAfter("reset", world::enable);
    world.sweepAndDrain();

    assertThat(world.status("bob", 1)).isEqualTo(Word.DELIVERED);
  }

  @Test
  void aDeletedWebhooksLanesAreLookedAtNow() {
    world.answers(ERROR);
    world.send("bob", 1);

    world.changeWebhook.remove(ONE);

    assertThat(world.retries.wakes()).endsWith(new Wake(ONE, world.clock.instant()));
  }

  /** One that failed told that the delivery had died. */
  @Test
  void anAttemptDuringWhichAnotherEndedTheDeliveryReturnsTheStoredStatus() {
    world.answers(times(8, ERROR));
    world.send("bob", 1);
    for (int i = 0; i < 7; i++) {
      world.clock.set(next());
      world.drain();
    }
    world.clock.set(next());
    world.answers(ERROR);
    world.during(this::drainToo);

    DrainLane.Result result = world.drainLane.step(world.lane("bob"), world.states.find(ONE));

    assertThat(world.status("bob", 1)).isEqualTo(Word.DELIVERED);
    assertThat(world.record("bob", 1).attempts()).hasSize(9);
    DeliveryRecord after = result.attempted().orElseThrow();
    assertThat(after.status().word()).isEqualTo(Word.DELIVERED);
    assertThat(after.attempts().getLast().status()).contains(500);
  }

  private void drainToo() {
    world.drainLane.step(world.lane("bob"), world.states.find(ONE));
  }

  @Test
  void aWebhookThatWasEnabledOnceMoreStayedPaused() {
    world.answers(TIMEOUT);
    world.send("bob", 1);

    world.enable();

    assertThat(world.health.find(ONE).isPaused()).isFalse();
    assertThat(world.retries.wakes()).endsWith(new Wake(ONE, world.clock.instant()));
  }

  @Test
  void onlyOneDrainsAWebhookAtATime() {
    Duration time = Duration.ofSeconds(30);
    assertThat(world.drainWebhook.claim(ONE, "one", time)).isPresent();

    assertThat(world.drainWebhook.claim(ONE, "other", time)).isEmpty();
    assertThat(world.drainWebhook.claim(ONE, "one", time)).isPresent();
    world.after(time);
    assertThat(world.drainWebhook.claim(ONE, "other", time)).isPresent();
  }

  @Test
  void whoWasAskedInTheMeantimeLooksOnceMore() {
    var claim = world.drainWebhook.claim(ONE, "one", FIRST_WAIT).orElseThrow();
    world.answers(ERROR);
    world.send("bob", 1);

    assertThat(world.drainWebhook.release(claim)).isFalse();
    var again = world.drainWebhook.claim(ONE, "one", FIRST_WAIT).orElseThrow();
    assertThat(world.drainWebhook.release(again)).isTrue();
  }

  @Test
  void aWakeThatWasMissedIsFoundByTheSweep() {
    world.answers(ERROR);
    world.send("bob", 1);
    world.retries.take(Instant.MAX);
    assertThat(world.wakes.sweep()).isZero();

    world.after(FIRST_WAIT.plusSeconds(21));

    assertThat(world.wakes.sweep()).isEqualTo(1);
    assertThat(world.retries.wakes()).hasSize(1);
  }

  @Test
  void aDrainThatWasCutOffIsFoundByTheSweep() {
    world.answers(ERROR);
    world.send("bob", 1);
    world.after(FIRST_WAIT);
    world.drainWebhook.claim(ONE, "cut off", Duration.ofSeconds(30));

    world.after(Duration.ofSeconds(51));

    assertThat(world.wakes.sweep()).isEqualTo(1);
    world.drain();
    assertThat(world.status("bob", 1)).isEqualTo(Word.DELIVERED);
    assertThat(delivery("bob", 1).lane()).isEqualTo(world.lane("bob").id());
  }
}
