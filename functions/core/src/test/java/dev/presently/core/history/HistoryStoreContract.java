package dev.presently.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import dev.presently.core.TestClock;
import dev.presently.core.presence.LastSeen;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.PresenceState;
import dev.presently.core.presence.Seq;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link HistoryStore} that keeps entries for 30 days does. */
public abstract class HistoryStoreContract {
  private static final PresenceKey BOB = Examples.key("shop", "5511999990001");
  private static final PresenceKey EVE = Examples.key("shop", "5511999990002");
  private static final PresenceKey IN_GROUP =
      Examples.participant("shop", "120300000001@g.us", "5511999990001");
  private static final Instant START = TestClock.START;

  /** The clock of the store. */
  protected final TestClock clock = new TestClock();

  /** The same at each call; empty at first. */
  protected abstract HistoryStore store();

  private static HistoryEntry entry(PresenceKey key, long seq, Instant at) {
    return new HistoryEntry(
        key,
        new HistoryPosition(at, START, new Seq(seq)),
        PresenceState.AVAILABLE,
        seq == 1 ? PresenceState.UNKNOWN : PresenceState.COMPOSING,
        seq == 1 ? Optional.empty() : Optional.of(at.minusSeconds(1)),
        LastSeen.UNKNOWN);
  }

  private static HistoryEntry bob(long seq) {
    return entry(BOB, seq, START.plusSeconds(seq));
  }

  private List<HistoryEntry> newest(PresenceKey key, int limit) {
    return store().newest(key, HistoryPosition.FIRST, HistoryPosition.LAST, limit);
  }

  @Test
  void entriesAreReadInBothOrders() {
    store().save(List.of(bob(2), bob(1), bob(10)));
    store().save(List.of(bob(3)));

    assertThat(newest(BOB, 9)).containsExactly(bob(10), bob(3), bob(2), bob(1));
    assertThat(newest(BOB, 2)).containsExactly(bob(10), bob(3));
    assertThat(store().oldest(BOB, HistoryPosition.FIRST, HistoryPosition.LAST, 2))
        .containsExactly(bob(1), bob(2));
    assertThat(newest(EVE, 9)).isEmpty();
  }

  @Test
  void everyFieldIsKept() {
    List<HistoryEntry> all =
        List.of(
            with(1, new LastSeen.Visible(START)),
            with(2, LastSeen.HIDDEN),
            with(3, LastSeen.UNKNOWN));
    store().save(all);

    assertThat(store().oldest(IN_GROUP, HistoryPosition.FIRST, HistoryPosition.LAST, 9))
        .isEqualTo(all);
  }

  private static HistoryEntry with(long seq, LastSeen lastSeen) {
    HistoryEntry entry = entry(IN_GROUP, seq, START.plusMillis(seq));
    return new HistoryEntry(
        entry.key(),
        entry.position(),
        entry.presence(),
        entry.previous(),
        entry.previousAt(),
        lastSeen);
  }

  @Test
  void bothEndsOfARangeBelongToIt() {
    store().save(IntStream.rangeClosed(1, 5).mapToObj(HistoryStoreContract::bob).toList());

    assertThat(store().newest(BOB, bob(2).position(), bob(4).position(), 9))
        .containsExactly(bob(4), bob(3), bob(2));
    assertThat(store().oldest(BOB, bob(2).position().after(), bob(4).position().before(), 9))
        .containsExactly(bob(3));
    assertThat(store().newest(BOB, bob(4).position(), bob(2).position(), 9)).isEmpty();
  }

  @Test
  void theSameEntryAgainChangesNothing() {
    store().save(List.of(bob(1), bob(1)));
    store().save(List.of(bob(1)));

    assertThat(newest(BOB, 9)).containsExactly(bob(1));
  }

  @Test
  void changesOfTheSameMillisecondAreKeptApart() {
    HistoryEntry first = entry(BOB, 1, START);
    HistoryEntry second = entry(BOB, 2, START);
    store().save(List.of(second, first));

    assertThat(newest(BOB, 9)).containsExactly(second, first);
  }

  @Test
  void manyEntriesAreStoredAtOnceAndRemovedUpToATime() {
    store()
        .save(
            IntStream.rangeClosed(1, 1_200)
                .mapToObj(seq -> entry(BOB, seq, START.plusMillis(seq)))
                .toList());
    store().save(List.of(entry(EVE, 1, START), entry(IN_GROUP, 1, START)));

    store().remove(BOB, START.plusMillis(1_100));
    store().remove(BOB, START.plusMillis(1_100));

    assertThat(newest(BOB, 500))
        .hasSize(100)
        .last()
        .isEqualTo(entry(BOB, 1_101, START.plusMillis(1_101)));
    store().removeAll(List.of(BOB, IN_GROUP));
    assertThat(newest(BOB, 500)).isEmpty();
    assertThat(newest(IN_GROUP, 500)).isEmpty();
    assertThat(newest(EVE, 500)).hasSize(1);
  }

  @Test
  void entriesOlderThanThirtyDaysAreNotRead() {
    store().save(List.of(bob(1), bob(2)));

    clock.set(bob(1).position().at().plus(Duration.ofDays(30)));

    assertThat(newest(BOB, 1)).containsExactly(bob(2));
    assertThat(store().oldest(BOB, HistoryPosition.FIRST, HistoryPosition.LAST, 1))
        .containsExactly(bob(2));
  }
}
