package dev.presently.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.ConcurrentCallers;
import dev.presently.core.Examples;
import dev.presently.core.ImmediateConflictRetry;
import dev.presently.core.TestClock;
import dev.presently.core.webhook.WebhookId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link ParkedLanes} keeps to. */
public abstract class ParkedLanesContract {
  private static final WebhookId WEBHOOK = new WebhookId(7);
  private static final Instant START = TestClock.START;

  /** The same at each call; empty at first. */
  protected abstract ParkedLanes parked();

  /** The store of the same lanes. */
  protected abstract LaneStore lanes();

  @Test
  void noneIsParkedAtFirst() {
    save(lane("a").erasedUpTo(position(1)));

    assertThat(parked().due(WEBHOOK, Instant.MAX, 10)).isEmpty();
    assertThat(parked().nextDue(WEBHOOK)).isEmpty();
    assertThat(parked().waiting(WEBHOOK)).isZero();
  }

  @Test
  void thoseThatAreDueTheLongestComeFirst() {
    park("c", START.plusMillis(2));
    park("a", START);
    park("d", START.plusSeconds(60));
    park("b", START.plusMillis(1));
    lanes().save(other().parkedWith(position(1), START.minusSeconds(1)), List.of());

    assertThat(parked().due(WEBHOOK, START.minusMillis(1), 10)).isEmpty();
    assertThat(parked().due(WEBHOOK, START, 10)).containsExactly(id("a"));
    assertThat(parked().due(WEBHOOK, START.plusMillis(2), 10))
        .containsExactly(id("a"), id("b"), id("c"));
    assertThat(parked().due(WEBHOOK, START.plusMillis(2), 2)).containsExactly(id("a"), id("b"));
    assertThat(parked().due(WEBHOOK, Instant.MAX, 10)).hasSize(4);
    assertThat(parked().nextDue(WEBHOOK)).contains(START);
  }

  @Test
  void manyThatAreDueAtTheSameMomentAreAllFound() {
    for (int i = 0; i < 30; i++) {
      park("lane " + i, START);
    }

    assertThat(parked().due(WEBHOOK, START, 100)).hasSize(30).doesNotHaveDuplicates();
    assertThat(parked().due(WEBHOOK, START, 20)).hasSize(20);
  }

  @Test
  void aLaneStandsOnceWhereItIsDueNow() {
    park("a", START);
    save(lane("a").waitingUntil(START.plusSeconds(5)));

    assertThat(parked().due(WEBHOOK, START.plusSeconds(4), 10)).isEmpty();
    assertThat(parked().due(WEBHOOK, START.plusSeconds(5), 10)).containsExactly(id("a"));
    assertThat(parked().nextDue(WEBHOOK)).contains(START.plusSeconds(5));

    save(lane("a").advanced(Optional.of(position(2)), 0, START));

    assertThat(parked().due(WEBHOOK, Instant.MAX, 10)).containsExactly(id("a"));
    assertThat(parked().nextDue(WEBHOOK)).contains(START);
  }

  @Test
  void aLaneThatIsOpenAgainIsGone() {
    park("a", START);
    save(lane("a").advanced(Optional.empty(), 1, START));

    assertThat(parked().due(WEBHOOK, Instant.MAX, 10)).isEmpty();
    assertThat(parked().nextDue(WEBHOOK)).isEmpty();
    assertThat(parked().waiting(WEBHOOK)).isZero();
  }

  @Test
  void aLaneMayBeChangedMoreThanOnceBeforeItIsSaved() {
    park("a", START);
    save(lane("a").waitingUntil(START.plusSeconds(5)).waitingUntil(START.plusSeconds(9)));

    assertThat(parked().due(WEBHOOK, START.plusSeconds(8), 10)).isEmpty();
    assertThat(parked().due(WEBHOOK, Instant.MAX, 10)).containsExactly(id("a"));
  }

  @Test
  void whatIsStoredMayBeChangedWithoutBeingReadAgain() {
    Lane first = lane("a").parkedWith(position(1), START);
    save(first);
    Lane second = first.stored().waitingUntil(START.plusSeconds(5));
    save(second);
    save(second.stored().advanced(Optional.empty(), 1, START));

    assertThat(parked().due(WEBHOOK, Instant.MAX, 10)).isEmpty();
  }

  @Test
  void whatWaitsIsCounted() {
    park("a", START);
    park("b", START.plusSeconds(1));
    lanes().save(other().parkedWith(position(1), START), List.of());
    assertThat(parked().waiting(WEBHOOK)).isEqualTo(2);

    save(lane("a").parkedWith(position(2), START));
    save(lane("a").parkedWith(position(3), START));
    assertThat(parked().waiting(WEBHOOK)).isEqualTo(4);

    save(lane("a").replacingNewest(position(4)));
    assertThat(parked().waiting(WEBHOOK)).isEqualTo(4);

    save(lane("a").advanced(Optional.of(position(4)), 2, START));
    assertThat(parked().waiting(WEBHOOK)).isEqualTo(2);
  }

  @Test
  void aSaveWithAConflictMovesNothing() {
    Lane read = lane("a");
    park("a", START);

    assertThat(lanes().save(read.parkedWith(position(1), START.plusSeconds(5)), List.of()))
        .isFalse();

    assertThat(parked().nextDue(WEBHOOK)).contains(START);
    assertThat(parked().due(WEBHOOK, Instant.MAX, 10)).containsExactly(id("a"));
  }

  @Test
  void aLaneThatManyMoveAtOnceStandsWhereTheLastOnePutIt() {
    park("a", START);
    var conflicts = new ImmediateConflictRetry();

    ConcurrentCallers.of(
        20,
        i ->
            conflicts.retry(
                () ->
                    lanes().save(lane("a").waitingUntil(START.plusSeconds(i)), List.of())
                        ? Optional.of(i)
                        : Optional.empty()));

    assertThat(parked().due(WEBHOOK, Instant.MAX, 100)).containsExactly(id("a"));
    assertThat(parked().nextDue(WEBHOOK))
        .contains(lane("a").parked().orElseThrow().nextAttemptAt());
  }

  private void park(String name, Instant due) {
    save(lane(name).parkedWith(position(1), due));
  }

  private void save(Lane lane) {
    assertThat(lanes().save(lane, List.of())).isTrue();
  }

  private Lane lane(String name) {
    return lanes().find(id(name), WEBHOOK);
  }

  private static Lane other() {
    return Lane.open(Examples.lane(77, "a"), new WebhookId(77));
  }

  private static LaneId id(String name) {
    return Examples.lane(7, name);
  }

  private static Position position(long seq) {
    return new Position(START, seq);
  }
}
