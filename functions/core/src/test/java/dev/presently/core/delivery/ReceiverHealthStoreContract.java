package dev.presently.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.ConcurrentCallers;
import dev.presently.core.TestClock;
import dev.presently.core.webhook.WebhookId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ReceiverHealthStore} keeps to. */
public abstract class ReceiverHealthStoreContract {
  private static final int CROWD = 50;
  private static final WebhookId WEBHOOK = new WebhookId(7);
  private static final Instant START = TestClock.START;
  private static final ReceiverHealth.Pause FIRST =
      new ReceiverHealth.Pause(1, START.plusSeconds(5));
  private static final ReceiverHealth.Pause SECOND =
      new ReceiverHealth.Pause(2, START.plusSeconds(60));

  private ReceiverHealthStore store;

  /** An empty store. */
  protected abstract ReceiverHealthStore create();

  @BeforeEach
  void begin() {
    store = create();
  }

  @Test
  void nothingIsKnownAtFirst() {
    assertThat(store.find(WEBHOOK)).isEqualTo(ReceiverHealth.UNKNOWN);
  }

  @Test
  void failuresAreCountedSinceTheFirst() {
    store.failed(WEBHOOK, START, Optional.empty());

    ReceiverHealth health = store.failed(WEBHOOK, START.plusNanos(1), Optional.empty());

    assertThat(health)
        .isEqualTo(
            new ReceiverHealth(
                2,
                Optional.of(START),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of(START.plusNanos(1))));
    assertThat(store.find(WEBHOOK)).isEqualTo(health);
  }

  @Test
  void aLongerPauseTakesThePlaceOfTheOneBeforeAndNoneLeavesIt() {
    assertThat(store.failed(WEBHOOK, START, Optional.of(FIRST)).pause()).contains(FIRST);
    assertThat(store.failed(WEBHOOK, START, Optional.of(SECOND)).pause()).contains(SECOND);
    assertThat(store.failed(WEBHOOK, START, Optional.empty()).pause()).contains(SECOND);
  }

  /** An hour that the receiver had asked for became five seconds. */
  @Test
  void aPauseWasCutShortByAnAttemptThatDidNotKnowOfIt() {
    store.failed(WEBHOOK, START, Optional.of(SECOND));

    ReceiverHealth health = store.failed(WEBHOOK, START.plusSeconds(1), Optional.of(FIRST));

    assertThat(health.pause()).contains(SECOND);
    assertThat(health.failures()).isEqualTo(2);
    assertThat(store.paused(WEBHOOK, FIRST).pause()).contains(SECOND);
    assertThat(store.find(WEBHOOK)).isEqualTo(health);
  }

  @Test
  void aPauseWasEndedByAnAttemptThatDidNotKnowOfIt() {
    store.failed(WEBHOOK, START, Optional.of(FIRST));
    store.failed(WEBHOOK, START, Optional.of(SECOND));

    ReceiverHealth health = store.succeeded(WEBHOOK, START.plusSeconds(1), Optional.of(FIRST));

    assertThat(health)
        .isEqualTo(
            new ReceiverHealth(
                0,
                Optional.empty(),
                Optional.of(SECOND),
                false,
                Optional.empty(),
                Optional.of(START.plusSeconds(1)),
                Optional.of(START)));
    assertThat(store.succeeded(WEBHOOK, START.plusSeconds(2), Optional.empty()).pause())
        .contains(SECOND);
    assertThat(store.succeeded(WEBHOOK, START.plusSeconds(3), Optional.of(SECOND)).pause())
        .isEmpty();
  }

  @Test
  void aSuccessEndsFailuresAndPause() {
    store.failed(WEBHOOK, START, Optional.of(FIRST));
    store.slow(WEBHOOK, START.plusSeconds(300));

    ReceiverHealth health = store.succeeded(WEBHOOK, START.plusSeconds(1), Optional.of(FIRST));

    assertThat(health)
        .isEqualTo(
            new ReceiverHealth(
                0,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.of(START.plusSeconds(300)),
                Optional.of(START.plusSeconds(1)),
                Optional.of(START)));
    assertThat(store.find(WEBHOOK)).isEqualTo(health);
    assertThat(store.failed(WEBHOOK, START.plusSeconds(2), Optional.empty()))
        .extracting(ReceiverHealth::failures, ReceiverHealth::failingSince)
        .containsExactly(1, Optional.of(START.plusSeconds(2)));
  }

  @Test
  void aQuickAnswerChangesNothingElse() {
    ReceiverHealth before = store.failed(WEBHOOK, START, Optional.of(FIRST));

    ReceiverHealth health = store.quick(WEBHOOK, START);

    assertThat(health)
        .isEqualTo(
            new ReceiverHealth(
                before.failures(),
                before.failingSince(),
                before.pause(),
                true,
                Optional.empty(),
                before.lastSuccessAt(),
                before.lastFailureAt()));
    assertThat(store.find(WEBHOOK)).isEqualTo(health);
  }

  @Test
  void aSlowReceiverIsNotQuickUntilItsTimeIsUp() {
    store.quick(WEBHOOK, START);
    assertThat(store.slow(WEBHOOK, START.plusSeconds(300)).quick()).isFalse();

    assertThat(store.quick(WEBHOOK, START.plusSeconds(300).minusNanos(1)).quick()).isFalse();
    assertThat(store.find(WEBHOOK).slowUntil()).contains(START.plusSeconds(300));

    assertThat(store.quick(WEBHOOK, START.plusSeconds(300)).quick()).isTrue();
    assertThat(store.find(WEBHOOK).slowUntil()).isEmpty();
  }

  @Test
  void slownessChangesNothingElse() {
    ReceiverHealth before = store.failed(WEBHOOK, START, Optional.of(FIRST));

    ReceiverHealth health = store.slow(WEBHOOK, START.plusSeconds(300));

    assertThat(health)
        .isEqualTo(
            new ReceiverHealth(
                before.failures(),
                before.failingSince(),
                before.pause(),
                false,
                Optional.of(START.plusSeconds(300)),
                before.lastSuccessAt(),
                before.lastFailureAt()));
    assertThat(store.slow(WEBHOOK, START.plusSeconds(400)).slowUntil())
        .contains(START.plusSeconds(400));
  }

  @Test
  void aCleanSlateKeepsOnlyWhenTheLastAttemptsWere() {
    store.succeeded(WEBHOOK, START, Optional.empty());
    store.slow(WEBHOOK, START);
    store.quick(WEBHOOK, START);
    store.slow(new WebhookId(8), START.plusSeconds(300));
    store.failed(WEBHOOK, START.plusSeconds(1), Optional.of(FIRST));

    store.reset(WEBHOOK);
    store.reset(new WebhookId(8));

    assertThat(store.find(new WebhookId(8))).isEqualTo(ReceiverHealth.UNKNOWN);
    assertThat(store.find(WEBHOOK))
        .isEqualTo(
            new ReceiverHealth(
                0,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.of(START),
                Optional.of(START.plusSeconds(1))));
  }

  @Test
  void whatNothingIsKnownOfMayBeResetAndForgotten() {
    store.reset(WEBHOOK);
    store.forget(WEBHOOK);

    assertThat(store.find(WEBHOOK)).isEqualTo(ReceiverHealth.UNKNOWN);
  }

  @Test
  void eachWebhookHasItsOwn() {
    ReceiverHealth health = store.failed(WEBHOOK, START, Optional.of(FIRST));
    store.succeeded(new WebhookId(8), START, Optional.empty());
    store.forget(new WebhookId(8));

    assertThat(store.find(WEBHOOK)).isEqualTo(health);
    assertThat(store.find(new WebhookId(8))).isEqualTo(ReceiverHealth.UNKNOWN);

    store.forget(WEBHOOK);

    assertThat(store.find(WEBHOOK)).isEqualTo(ReceiverHealth.UNKNOWN);
  }

  @Test
  void failuresOfManyAtOnceAreAllCounted() {
    List<ReceiverHealth> seen =
        ConcurrentCallers.of(CROWD, _ -> store.failed(WEBHOOK, START, Optional.empty()));

    assertThat(seen)
        .extracting(ReceiverHealth::failures)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, CROWD).boxed().toList());
    assertThat(store.find(WEBHOOK).failures()).isEqualTo(CROWD);
  }
}
