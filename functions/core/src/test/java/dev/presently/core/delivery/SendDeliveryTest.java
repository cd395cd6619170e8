package dev.presently.core.delivery;

import static dev.presently.core.delivery.DeliveryWorld.ERROR;
import static dev.presently.core.delivery.DeliveryWorld.GONE;
import static dev.presently.core.delivery.DeliveryWorld.ONE;
import static dev.presently.core.delivery.DeliveryWorld.TIMEOUT;
import static dev.presently.core.delivery.DeliveryWorld.body;
import static dev.presently.core.delivery.DeliveryWorld.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.TestClock;
import dev.presently.core.delivery.DeliveryStatus.Word;
import dev.presently.core.delivery.InMemoryRetryQueue.Wake;
import dev.presently.core.delivery.SendDelivery.Result;
import dev.presently.core.webhook.MaxConcurrency;
import dev.presently.core.webhook.Webhook;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SendDeliveryTest {
  private final DeliveryWorld world = new DeliveryWorld();

  @Test
  void whatSucceedsIsDeliveredAndItsAttemptIsKept() {
    world.send("bob", 1);

    assertThat(world.status("bob", 1)).isEqualTo(Word.DELIVERED);
    assertThat(world.record("bob", 1).attempts())
        .containsExactly(
            new Attempt(
                TestClock.START,
                Duration.ZERO,
                Outcome.Kind.DELIVERED,
                Optional.of(200),
                Optional.empty()));
    assertThat(world.lane("bob").settled()).contains(delivery("bob", 1).position());
    assertThat(world.retries.wakes()).isEmpty();
  }

  @Test
  void whatComesAgainIsNotSentAgain() {
    world.sendAll("bob", 1, 2);

    assertThat(world.send("bob", 1).taken()).isEmpty();
    assertThat(world.send("bob", 2).taken()).isEmpty();
    assertThat(world.bodies()).containsExactly(body(1), body(2));
  }

  @Test
  void anEventThatCameAfterLaterOnesOfItsLaneEndedNowhere() {
    world.sendAll("bob", 2, 3);
    world.send("bob", 1);

    assertThat(world.bodies()).containsExactly(body(2), body(3));
    assertThat(world.record("bob", 1).status().reason()).contains("superseded by seq 3");
  }

  @Test
  void anEventThatCameAfterLaterOnesOfItsParkedLaneEndedNowhere() {
    world.answers(ERROR);
    world.sendAll("bob", 2, 4);
    world.send("bob", 3);

    assertThat(world.record("bob", 3).status().reason()).contains("superseded by seq 4");
    assertThat(world.lanes.waiting(ONE)).isEqualTo(2);
    assertThat(world.status("bob", 4)).isEqualTo(Word.PENDING);
  }

  @Test
  void aFailedDeliveryIsParkedAndAWakeIsAskedFor() {
    world.answers(ERROR);

    world.send("bob", 1);

    assertThat(world.status("bob", 1)).isEqualTo(Word.RETRYING);
    assertThat(world.record("bob", 1).nextAttemptAt()).contains(TestClock.START.plusSeconds(5));
    assertThat(world.record("bob", 1).attempts().getFirst().error()).contains("oh no");
    assertThat(world.retries.wakes())
        .containsExactly(new Wake(ONE, TestClock.START.plusSeconds(5)));
  }

  @Test
  void whatComesBehindAFailureWaitsWithoutAnAttempt() {
    world.answers(ERROR);
    world.coalesces(false);

    world.sendAll("bob", 1, 2, 3);

    assertThat(world.bodies()).containsExactly(body(1));
    assertThat(world.status("bob", 2)).isEqualTo(Word.PENDING);
    assertThat(world.lanes.waiting(ONE)).isEqualTo(3);
  }

  @Test
  void anotherLaneGoesOn() {
    world.answers(ERROR);

    world.send("bob", 1);
    world.send("ann", 1);

    assertThat(world.status("ann", 1)).isEqualTo(Word.DELIVERED);
  }

  @Test
  void ofACoalescingWebhookOnlyTheHeadAndTheNewestWait() {
    world.answers(ERROR);

    world.sendAll("bob", 1, 2, 3, 4);

    assertThat(world.status("bob", 1)).isEqualTo(Word.RETRYING);
    assertThat(world.record("bob", 2).status().reason()).contains("superseded by seq 3");
    assertThat(world.status("bob", 3)).isEqualTo(Word.SUPERSEDED);
    assertThat(world.status("bob", 4)).isEqualTo(Word.PENDING);
    assertThat(world.lanes.waiting(ONE)).isEqualTo(2);
  }

  @Test
  void aPausedWebhookHasNoAttempts() {
    world.answers(TIMEOUT);
    world.send("bob", 1);

    world.send("ann", 1);

    assertThat(world.requests).hasSize(1);
    assertThat(world.status("ann", 1)).isEqualTo(Word.PENDING);
  }

  /** Its small receiver refused most requests when events of many contacts came at once. */
  @Test
  void aWebhookThatTakesFewRequestsAtOnceHasAllItsDeliveriesParkedFirst() {
    world.webhook(w -> with(w, 4));

    world.send("bob", 1);

    assertThat(world.requests).isEmpty();
    assertThat(world.states.find(ONE).drainConcurrency()).isEqualTo(4);
    world.drain();
    assertThat(world.status("bob", 1)).isEqualTo(Word.DELIVERED);
  }

  private static Webhook.WebhookSettings with(Webhook.WebhookSettings held, int most) {
    return new Webhook.WebhookSettings(
        held.label(),
        held.session(),
        held.events(),
        held.filter(),
        held.headers(),
        held.retries(),
        held.coalesce(),
        new MaxConcurrency(most),
        held.enabled());
  }

  @Test
  void lanesThatParkDuringAPauseAskForNoWakeBeforeItsEnd() {
    world.answers(TIMEOUT);
    world.send("bob", 1);

    world.send("ann", 1);
    world.send("eve", 1);

    assertThat(world.retries.wakes())
        .containsExactly(new Wake(ONE, TestClock.START.plusSeconds(5)));
  }

  @Test
  void theRestOfABatchWaitedForAReceiverThatBecameSlowInIt() {
    world.takes(Duration.ofSeconds(2));

    Result first = world.send("bob", 1);
    world.send("bob", 2, first.state());

    assertThat(world.status("bob", 1)).isEqualTo(Word.DELIVERED);
    assertThat(world.status("bob", 2)).isEqualTo(Word.PENDING);
    assertThat(world.bodies()).containsExactly(body(1));
    assertThat(world.retries.wakes()).hasSize(1);
  }

  @Test
  void deliveriesToASlowReceiverAreDueAtOnce() {
    world.health.slow(ONE, TestClock.START.plusSeconds(300));

    world.send("bob", 1);

    assertThat(world.requests).isEmpty();
    assertThat(world.retries.wakes()).containsExactly(new Wake(ONE, TestClock.START));
    world.drain();
    assertThat(world.status("bob", 1)).isEqualTo(Word.DELIVERED);
  }

  /** Five new receivers that hung for 40 s held the events of healthy ones in their batches. */
  @Test
  void theFirstAttemptAtANewReceiverIsMadeApartAndAtOnce() {
    world.health.forget(ONE);

    world.send("bob", 1);

    assertThat(world.requests).isEmpty();
    assertThat(world.status("bob", 1)).isEqualTo(Word.PENDING);
    assertThat(world.retries.wakes()).containsExactly(new Wake(ONE, TestClock.START));
    world.drain();
    assertThat(world.status("bob", 1)).isEqualTo(Word.DELIVERED);
  }

  @Test
  void oneQuickAnswerEndsTheWaitForAWake() {
    world.health.forget(ONE);
    world.send("bob", 1);
    world.drain();

    world.send("bob", 2);

    assertThat(world.status("bob", 2)).isEqualTo(Word.DELIVERED);
    assertThat(world.retries.wakes()).hasSize(1);
  }

  @Test
  void neitherAFailureNorASlowAnswerMakesAReceiverQuick() {
    world.health.forget(ONE);
    world.answers(ERROR);
    world.send("bob", 1);
    world.drain();
    assertThat(world.health.find(ONE).quick()).isFalse();
    world.takes(ReceiverHealth.SLOW);
    world.after(Duration.ofSeconds(5));

    world.drain();

    assertThat(world.status("bob", 1)).isEqualTo(Word.DELIVERED);
    assertThat(world.health.find(ONE).quick()).isFalse();
  }

  /** A slow receiver came back to the others after five minutes, whatever it answered. */
  @Test
  void aReceiverThatWasSlowIsAttemptedApartUntilItAnswersQuickly() {
    world.health.slow(ONE, TestClock.START.plusSeconds(300));
    world.after(Duration.ofMinutes(5));

    world.send("bob", 1);
    assertThat(world.requests).isEmpty();
    world.drain();
    world.send("bob", 2);

    assertThat(world.status("bob", 1)).isEqualTo(Word.DELIVERED);
    assertThat(world.status("bob", 2)).isEqualTo(Word.DELIVERED);
    assertThat(world.retries.wakes()).hasSize(1);
  }

  @Test
  void aReceiverThatWasEnabledAgainIsNew() {
    world.changeWebhook.renew(ONE, (webhook, _) -> webhook);

    assertThat(world.health.find(ONE).quick()).isFalse();
  }

  @Test
  void aReceiverThatIsGoneDisablesItsWebhookAtOnce() {
    world.answers(GONE);

    world.send("bob", 1);

    assertThat(world.status("bob", 1)).isEqualTo(Word.DEAD);
    var webhook = world.webhooks.find(ONE).orElseThrow();
    assertThat(webhook.settings().enabled()).isFalse();
    assertThat(webhook.disableState().disabledReason().orElse("")).contains("410");
  }

  /** It stayed parked until it would have been attempted, which may be a day later. */
  @Test
  void whatWaitsInOtherLanesEndsSoonWhenTheReceiverIsGone() {
    world.answers(ERROR, GONE);
    world.send("ana", 1);

    world.send("bob", 1);

    assertThat(world.retries.wakes()).endsWith(new Wake(ONE, TestClock.START));
    world.drain();
    assertThat(world.status("ana", 1)).isEqualTo(Word.DISCARDED);
  }

  @Test
  void aDeliveryDiscardedBehindOthersWasParkedAgainOnAnOlderWebhookState() {
    world.answers(ERROR);
    world.send("bob", 1);
    WebhookState enabled = world.states.find(ONE);
    world.disable();
    world.send("bob", 2);
    world.send("bob", 2, enabled);

    assertThat(world.status("bob", 2)).isEqualTo(Word.PENDING);
    assertThat(world.lanes.waiting(ONE)).isEqualTo(2);
    world.drain();

    assertThat(world.status("bob", 1)).isEqualTo(Word.DISCARDED);
    assertThat(world.status("bob", 2)).isEqualTo(Word.DISCARDED);
    assertThat(world.requests).hasSize(1);
  }

  @Test
  void whatNobodyWaitsForIsDiscardedWithTheReason() {
    world.disable();
    world.send("bob", 1);
    assertThat(world.record("bob", 1).status().reason()).contains("the webhook was disabled");

    world.webhooks.remove(ONE);
    world.send("bob", 2);
    assertThat(world.record("bob", 2).status().reason()).contains("the webhook was deleted");
    assertThat(world.requests).isEmpty();
  }

  @Test
  void anEnabledWebhookStartsWithTheNextChange() {
    world.after(Duration.ofSeconds(10));
    world.disable();
    world.enable();

    world.send("bob", 9);
    world.send("bob", 10);

    assertThat(world.status("bob", 9)).isEqualTo(Word.DISCARDED);
    assertThat(world.status("bob", 10)).isEqualTo(Word.DELIVERED);
  }

  @Test
  void aCrashAfterParkingIsRecovered() {
    world.answers(ERROR);
    world.send("bob", 1);
    world.forgetWake();

    assertThat(world.send("bob", 1).taken()).isEmpty();

    assertThat(world.retries.wakes()).hasSize(2);
  }

  @Test
  void aCrashAfterTheRecordIsRecovered() {
    world.lanes.noteEnd(world.delivered("bob", 1));

    assertThat(world.send("bob", 1).taken()).isEmpty();
    world.send("bob", 2);

    assertThat(world.status("bob", 1)).isEqualTo(Word.DELIVERED);
    assertThat(world.record("bob", 1).attempts()).isEmpty();
    assertThat(world.status("bob", 2)).isEqualTo(Word.DELIVERED);
    assertThat(world.bodies()).containsExactly(body(2));
  }

  /** A receiver that took an event at once cost three writes. */
  @Test
  void aDeliveryThatSucceedsAtOnceTakesOneReadAndOneWrite() {
    List<String> calls = world.callsOfLanes();
    Delivery delivery = delivery("bob", 1);
    Lane read = world.send.read(List.of(delivery)).lanes().get(delivery.lane());
    WebhookState state = world.states.find(ONE);
    calls.clear();

    Result result = world.send.send(delivery, state, Optional.of(read), true);

    assertThat(calls).containsExactly("noteEnd");
    assertThat(result.open().orElseThrow().holds(delivery.position())).isTrue();
    assertThat(world.lane("bob").isStored()).isFalse();
  }

  /** It may come again from a dead-letter queue, after later ones. */
  @Test
  void anOldDeliveryIsComparedWithTheLastRecordOfItsLane() {
    Delivery delivery = delivery("bob", 1);
    assertThat(world.send.read(List.of(delivery)).lanes()).containsOnlyKeys(delivery.lane());
    world.after(Duration.ofMinutes(1).plusSeconds(1));
    assertThat(world.send.read(List.of(delivery)).lanes()).isEmpty();
  }

  /** It had read the lane before later deliveries were sent, and parked its own behind them. */
  @Test
  void whatASenderParksThatStoodStillIsNotSentAfterLaterOnes() {
    Lane read = world.lane("bob");
    world.sendAll("bob", 2, 3);
    DeliveryRecord late = DeliveryRecords.pending(delivery("bob", 1));
    Lane parked = read.parkedWith(late.id().position(), TestClock.START);
    assertThat(world.lanes.save(parked, List.of(late))).isTrue();
    world.wakes.askNow(ONE);

    world.drain();

    assertThat(world.bodies()).containsExactly(body(2), body(3));
    assertThat(world.record("bob", 1).status().reason()).contains("superseded by seq 3");
    assertThat(world.lane("bob").isStored()).isFalse();
  }

  @Test
  void aDeliveryOlderThanTheRecordsOfItsLaneIsNotSent() {
    world.after(Duration.ofDays(5));
    world.send("bob", 1);
    world.after(Duration.ofMinutes(1));
    world.sendAll("ann", 1, 2);

    assertThat(world.status("bob", 1)).isEqualTo(Word.DELIVERED);
    assertThat(world.status("ann", 1)).isEqualTo(Word.DISCARDED);
    assertThat(world.status("ann", 2)).isEqualTo(Word.DISCARDED);
    assertThat(world.record("ann", 1).status().reason().orElse("")).contains("five days");
  }

  /** The second said that it was discarded, and the list that it was delivered. */
  @Test
  void ofTwoDifferentEndsTheFirstStandsAndTheSecondReturnsIt() {
    WebhookState enabled = world.states.find(ONE);
    world.disable();
    WebhookState disabled = world.states.find(ONE);
    world.during(() -> world.send("bob", 1, disabled));

    Result late = world.send("bob", 1, enabled);

    assertThat(world.status("bob", 1)).isEqualTo(Word.DISCARDED);
    assertThat(world.record("bob", 1).attempts()).isEmpty();
    DeliveryRecord taken = late.taken().orElseThrow();
    assertThat(taken.status().word()).isEqualTo(Word.DISCARDED);
    assertThat(taken.attempts().getLast().outcome()).isEqualTo(Outcome.Kind.DELIVERED);
  }

  @Test
  void discardingADeliveredDeliveryTakesNothing() {
    world.disable();
    WebhookState disabled = world.states.find(ONE);
    world.lanes.noteEnd(world.delivered("bob", 1));

    assertThat(world.send("bob", 1, disabled).taken()).isEmpty();

    assertThat(world.status("bob", 1)).isEqualTo(Word.DELIVERED);
    assertThat(world.lane("bob").settled()).contains(delivery("bob", 1).position());
  }

  /** Nothing was kept of it. */
  @Test
  void whatFailedWhileLaterOnesOfItsLaneWereTakenIsStillListed() {
    world.answers(ERROR);
    world.during(() -> world.send("bob", 2));

    world.send("bob", 1);

    assertThat(world.status("bob", 2)).isEqualTo(Word.DELIVERED);
    assertThat(world.record("bob", 1).status().reason()).contains("superseded by seq 2");
    assertThat(world.record("bob", 1).attempts()).hasSize(1);
  }

  @Test
  void aCrashAfterAnAttemptSendsTheSameBytesAgain() {
    world.cutOffAfter("succeeded", () -> world.send("bob", 1));

    world.send("bob", 1);

    assertThat(world.bodies()).containsExactly(body(1), body(1));
    assertThat(world.requests.getFirst().headers().get("webhook-id"))
        .isEqualTo(world.requests.getLast().headers().get("webhook-id"));
    assertThat(world.record("bob", 1).attempts()).hasSize(1);
  }

  @Test
  void everyAttemptIsSignedByTheWebhooksKey() {
    world.send("bob", 1);

    var request = world.requests.getFirst();
    assertThat(request.headers()).containsKeys("X-Webhook-Signature", "webhook-signature");
    assertThat(request.headers()).containsEntry("webhook-id", delivery("bob", 1).event().value());
    assertThat(request.webhook()).isEqualTo(ONE);
  }
}
