package dev.presently.core.delivery;

import static dev.presently.core.delivery.DeliveryWorld.ERROR;
import static dev.presently.core.delivery.DeliveryWorld.GONE;
import static dev.presently.core.delivery.DeliveryWorld.ONE;
import static dev.presently.core.delivery.DeliveryWorld.TIMEOUT;
import static dev.presently.core.delivery.DeliveryWorld.body;
import static dev.presently.core.delivery.DeliveryWorld.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import dev.presently.core.delivery.DeliveryStatus.Word;
import dev.presently.core.delivery.InMemoryRetryQueue.Wake;
import dev.presently.core.delivery.RequestRedelivery.Result;
import dev.presently.core.webhook.WebhookId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttemptRedeliveryTest {
  private static final Outcome ASKS_FOR_AN_HOUR =
      new Outcome.RetryLater(
          Outcome.Kind.STATUS,
          Optional.of(429),
          Optional.of(Duration.ofHours(1)),
          Optional.empty());

  private final DeliveryWorld world = new DeliveryWorld();
  private final RequestRedelivery redeliveries =
      new RequestRedelivery(world.webhooks, world.lanes, world.retries);

  private void die() {
    world.answers(GONE);
    world.send("bob", 1);
    world.enable();
  }

  private Result request(long webhook, long seq) {
    return redeliveries.request(new WebhookId(webhook), delivery("bob", seq).id(), _ -> true);
  }

  @Test
  void aDeliveryThatEndedIsMadeOnceMoreWithTheSameIdAndBytes() {
    die();

    assertThat(request(1, 1)).isEqualTo(Result.REQUESTED);
    assertThat(world.retries.redeliveries()).containsExactly(delivery("bob", 1).id());
    world.redeliver.redeliver(ONE, delivery("bob", 1).id());

    assertThat(world.status("bob", 1)).isEqualTo(Word.DELIVERED);
    assertThat(world.record("bob", 1).attempts()).hasSize(2);
    assertThat(world.bodies()).containsExactly(body(1), body(1));
    assertThat(world.requests.getFirst().headers().get("webhook-id"))
        .isEqualTo(world.requests.getLast().headers().get("webhook-id"));
  }

  @Test
  void oneThatFailsAgainStaysAsItEnded() {
    die();
    world.answers(ERROR);

    world.redeliver.redeliver(ONE, delivery("bob", 1).id());

    assertThat(world.status("bob", 1)).isEqualTo(Word.DEAD);
    assertThat(world.record("bob", 1).attempts()).hasSize(2);
  }

  @Test
  void ofTwoRedeliveriesAtOnceTheOneThatFailedUndidTheOther() {
    die();
    world.answers(ERROR);
    world.during(() -> world.redeliver.redeliver(ONE, delivery("bob", 1).id()));

    world.redeliver.redeliver(ONE, delivery("bob", 1).id());

    assertThat(world.status("bob", 1)).isEqualTo(Word.DELIVERED);
    assertThat(world.record("bob", 1).attempts()).hasSize(3);
  }

  @Test
  void manyRedeliveriesDoNotGrowARecordWithoutBound() {
    die();

    for (int i = 0; i < 60; i++) {
      world.answers(ERROR);
      world.redeliver.redeliver(ONE, delivery("bob", 1).id());
    }

    assertThat(world.record("bob", 1).attempts()).hasSize(50);
  }

  /** What had parked waited until the pause would have been over, which may be an hour. */
  @Test
  void aPauseThatARedeliveryEndedLeftNobodyToLookAtWhatWaits() {
    die();
    world.answers(TIMEOUT);
    world.send("ann", 1);

    world.redeliver.redeliver(ONE, delivery("bob", 1).id());

    assertThat(world.health.find(ONE).isPaused()).isFalse();
    assertThat(world.retries.wakes()).endsWith(new Wake(ONE, world.clock.instant()));
  }

  /** It looked at what waits only when it had lived to see the pause end. */
  @Test
  void aCrashAfterARedeliveryThatEndedAPauseLeftParkedLanesUntilThePauseWasOver() {
    die();
    world.parksAndPausesForAnHour("ann");

    world.cutOffAfter("succeeded", () -> world.redeliver.redeliver(ONE, delivery("bob", 1).id()));
    assertThat(world.retries.wakes()).isEmpty();
    world.sweepAndDrain();

    assertThat(world.status("ann", 1)).isEqualTo(Word.DELIVERED);
  }

  /** Five in five seconds made it an hour. */
  @Test
  void everyRedeliveryThatFailedInAPauseMadeThePauseLonger() {
    die();
    world.answers(TIMEOUT, TIMEOUT, TIMEOUT, TIMEOUT, ASKS_FOR_AN_HOUR);
    world.send("ann", 1);
    var pause = world.health.find(ONE).pause().orElseThrow();

    for (int i = 0; i < 3; i++) {
      world.redeliver.redeliver(ONE, delivery("bob", 1).id());
      assertThat(world.health.find(ONE).pause()).contains(pause);
    }
    world.redeliver.redeliver(ONE, delivery("bob", 1).id());

    assertThat(world.health.find(ONE).pause())
        .contains(new ReceiverHealth.Pause(1, world.clock.instant().plusSeconds(3_600)));
  }

  @Test
  void aRedeliveryBesideAParkedLaneLeavesTheLaneAndItsOrderAlone() {
    world.coalesces(false);
    world.send("bob", 1);
    world.answers(ERROR);
    world.sendAll("bob", 2, 3);
    Lane parked = world.lane("bob");

    world.redeliver.redeliver(ONE, delivery("bob", 1).id());
    world.send("bob", 4);
    world.after(Duration.ofSeconds(5));
    world.drain();

    assertThat(parked.parked().orElseThrow().waiting()).isEqualTo(2);
    assertThat(world.bodies())
        .containsExactly(body(1), body(2), body(1), body(2), body(3), body(4));
    assertThat(world.record("bob", 1).attempts()).hasSize(2);
    assertThat(world.lanes.list(ONE, Optional.empty(), Optional.empty(), 10).items())
        .extracting(record -> record.id().position().seq())
        .containsExactly(4L, 3L, 2L, 1L);
    assertThat(world.lanes.all()).allMatch(record -> record.status().word() == Word.DELIVERED);
  }

  /** It meets the revision that the redelivery has moved, and reads again. */
  @Test
  void aRedeliveryDuringAnAttemptOfItsLaneLosesNeither() {
    world.send("bob", 1);
    world.answers(ERROR);
    world.send("bob", 2);
    world.after(Duration.ofSeconds(5));
    world.during(() -> world.redeliver.redeliver(ONE, delivery("bob", 1).id()));

    world.drain();

    assertThat(world.status("bob", 2)).isEqualTo(Word.DELIVERED);
    assertThat(world.record("bob", 1).attempts()).hasSize(2);
    assertThat(world.record("bob", 2).attempts()).hasSize(2);
    assertThat(world.lane("bob").parked()).isEmpty();
  }

  @Test
  void whatWaitsIsNotMadeTwice() {
    world.answers(ERROR);
    world.send("bob", 1);

    assertThat(request(1, 1)).isEqualTo(Result.NOT_ENDED);
    assertThat(world.redeliver.redeliver(ONE, delivery("bob", 1).id())).isEmpty();
  }

  @Test
  void whatCannotBeRedeliveredSaysWhy() {
    die();
    world.webhooks.save(Examples.webhook(2));

    assertThat(request(3, 1)).isEqualTo(Result.NO_SUCH_WEBHOOK);
    assertThat(request(1, 2)).isEqualTo(Result.NO_SUCH_DELIVERY);
    assertThat(request(2, 1)).isEqualTo(Result.NO_SUCH_DELIVERY);
    world.disable();
    assertThat(request(1, 1)).isEqualTo(Result.WEBHOOK_DISABLED);
  }

  @Test
  void aTestIsOneSignedAttemptOfWhichNothingFollows() {
    world.health.forget(ONE);
    world.answers(ERROR);

    assertThat(test(ONE).orElseThrow().status()).contains(500);
    assertThat(test(new WebhookId(2))).isEqualTo(Optional.empty());
    assertThat(world.bodies().getFirst()).startsWith("webhook.test evt_");
    assertThat(world.health.find(ONE)).isEqualTo(ReceiverHealth.UNKNOWN);
  }

  @Test
  void aTestThatIsAnsweredQuicklyMakesTheReceiverQuick() {
    world.health.forget(ONE);
    world.takes(ReceiverHealth.SLOW);
    test(ONE);
    assertThat(world.health.find(ONE).quick()).isFalse();
    world.takes(Duration.ZERO);

    test(ONE);

    assertThat(world.health.find(ONE).quick()).isTrue();
  }

  @Test
  void aRedeliveryThatIsAnsweredQuicklyMakesTheReceiverQuick() {
    die();
    world.health.reset(ONE);

    world.redeliver.redeliver(ONE, delivery("bob", 1).id());

    assertThat(world.health.find(ONE).quick()).isTrue();
  }

  private Optional<Attempt> test(WebhookId webhook) {
    return new SendTestEvent(
            world.webhooks,
            world.receivers(),
            world.health,
            event -> event.name() + " " + event.id(),
            "Presently/test",
            () -> "nonce",
            world.clock)
        .test(webhook);
  }
}
