package dev.presently.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.ImmediateConflictRetry;
import dev.presently.core.TestClock;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.history.OnlineTimes.Interval;
import dev.presently.core.presence.ApplyReport;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Confirmation;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.EndActivity;
import dev.presently.core.presence.InMemoryPresenceStore;
import dev.presently.core.presence.Presence;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.PresenceRules;
import dev.presently.core.presence.Report;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.SessionName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OnlineTimesTest {
  private static final SessionName SHOP = new SessionName("shop");
  private static final Identity BOB = Identity.of(Jid.phone("5511999990001"));
  private static final Instant START = TestClock.START;

  private final TestClock clock = new TestClock();
  private final InMemoryPresenceStore presences = new InMemoryPresenceStore();
  private final ApplyReport reports =
      new ApplyReport(presences, new ImmediateConflictRetry(), clock);
  private final EndActivity ends = new EndActivity(presences, new ImmediateConflictRetry(), clock);
  private final List<HistoryEntry> changes = new ArrayList<>();

  private Optional<ContactRecord> record() {
    return presences.find(PresenceKey.of(SHOP, BOB.jid()));
  }

  private void reported(long second, Report report) {
    changed(second, () -> reports.apply(SHOP, report));
  }

  private void available(long second) {
    reported(second, Report.about(BOB).with(Availability.AVAILABLE));
  }

  /** Believed for ten seconds. */
  private void availableForTen(long second) {
    reported(
        second,
        Report.about(BOB)
            .with(Availability.AVAILABLE)
            .with(Optional.of(new Confirmation.Rule(Duration.ofSeconds(10), START))));
  }

  private void expire() {
    ContactRecord held = record().orElseThrow();
    presences.save(held.with(PresenceRules.expire(held.presence().orElseThrow(), clock.instant())));
  }

  private void unavailable(long second) {
    reported(second, Report.about(BOB).with(Availability.UNAVAILABLE));
  }

  private void changed(long second, Runnable change) {
    clock.set(at(second));
    Optional<ContactRecord> before = record();
    change.run();
    HistoryEntry.between(before, record().orElseThrow()).ifPresent(changes::add);
  }

  private static Instant at(long second) {
    return START.plusSeconds(second);
  }

  private OnlineTimes times(long from, long to) {
    clock.set(at(to));
    return times(from, to, to);
  }

  /** Of the changes that are read for this range. */
  private OnlineTimes times(long from, long to, long now) {
    List<HistoryEntry> read = new ArrayList<>();
    for (HistoryEntry change : changes) {
      if (!change.position().at().isBefore(at(from))
          && (read.isEmpty() || read.getLast().position().at().isBefore(at(to)))) {
        read.add(change);
      }
    }
    List<Presence> held = record().flatMap(ContactRecord::presence).stream().toList();
    return OnlineTimes.of(read, held, at(from), at(to), at(now));
  }

  private static Interval closed(long from, long to) {
    return new Interval(at(from), at(to), false);
  }

  private static Interval open(long from, long to) {
    return new Interval(at(from), at(to), true);
  }

  @Test
  void nothingIsKnownAfterAnAvailableBecameStale() {
    availableForTen(5);

    OnlineTimes unstored = times(0, 60);
    assertThat(unstored.intervals()).containsExactly(new Interval(at(5), at(15), false));
    assertThat(unstored.unknown()).isEqualTo(Duration.ofSeconds(50));

    changed(30, this::expire);
    unavailable(40);

    OnlineTimes stored = times(0, 60);
    assertThat(stored.intervals()).containsExactly(new Interval(at(5), at(15), false));
    assertThat(stored.unknown()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void withoutAnyReportAllIsUnknown() {
    assertThat(times(0, 100).intervals()).isEmpty();
    assertThat(times(0, 100).unknown()).isEqualTo(Duration.ofSeconds(100));
  }

  @Test
  void beforeTheFirstChangeItIsUnknown() {
    available(10);
    unavailable(40);

    OnlineTimes times = times(0, 100);

    assertThat(times.intervals()).containsExactly(closed(10, 40));
    assertThat(times.onlineSeconds()).isEqualTo(30);
    assertThat(times.unknown()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void whoIsStillOnlineHasAnOpenInterval() {
    available(10);

    assertThat(times(0, 100).intervals()).containsExactly(open(10, 100));
    assertThat(times(50, 100).intervals()).containsExactly(open(50, 100));
  }

  @Test
  void anIntervalEndsAtTheEndOfARangeInThePast() {
    available(10);
    unavailable(200);

    assertThat(times(0, 100, 300).intervals()).containsExactly(closed(10, 100));
    assertThat(times(50, 100, 300).intervals()).containsExactly(closed(50, 100));
    assertThat(times(50, 100, 300).unknown()).isZero();
  }

  @Test
  void aRangeWithoutChangesTakesWhatWasBefore() {
    available(10);
    unavailable(20);
    available(300);

    OnlineTimes times = times(50, 100, 400);

    assertThat(times.intervals()).isEmpty();
    assertThat(times.unknown()).isZero();
  }

  @Test
  void typingIsOnlineAndDividesNoInterval() {
    available(10);
    reported(20, Report.about(BOB).with(Typing.COMPOSING));
    reported(30, Report.about(BOB).with(Typing.PAUSED));
    unavailable(40);

    assertThat(times(0, 100).intervals()).containsExactly(closed(10, 40));
    assertThat(changes).hasSize(4);
  }

  @Test
  void anActivityThatExpiredIsOnlineAfterwards() {
    reported(10, Report.about(BOB).with(Typing.COMPOSING));

    assertThat(times(0, 100).intervals()).containsExactly(open(10, 100));

    Instant since = at(10);
    changed(60, () -> ends.end(PresenceKey.of(SHOP, BOB.jid()), since));
    assertThat(changes).hasSize(2);
    assertThat(times(0, 100).intervals()).containsExactly(open(10, 100));
  }

  @Test
  void whatWasNotKeptIsNeitherOnlineNorOffline() {
    available(10);
    unavailable(20);
    available(30);
    unavailable(40);
    available(50);
    unavailable(60);
    changes.remove(3);
    changes.remove(2);

    OnlineTimes times = times(0, 100);

    // The change at 50 still shows that the person was unavailable since 40.
    assertThat(times.intervals()).containsExactly(closed(10, 20), closed(50, 60));
    assertThat(times.unknown()).isEqualTo(Duration.ofSeconds(10 + 20));
  }

  @Test
  void withoutHistoryThePresentStateIsKnownSinceItsChange() {
    available(10);
    changes.clear();

    assertThat(times(0, 100).intervals()).containsExactly(open(10, 100));
    assertThat(times(0, 100).unknown()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void theNewestChangeOfTwoAddressesCounts() {
    available(10);
    unavailable(90);
    Identity lid = Identity.of(Jid.lid("99"));
    PresenceKey lidKey = PresenceKey.of(SHOP, lid.jid());
    HistoryEntry last = changes.getLast();
    changes.add(
        new HistoryEntry(
            lidKey,
            new HistoryPosition(at(30), at(20), last.position().seq()),
            last.presence(),
            changes.getFirst().presence(),
            Optional.of(at(20)),
            last.lastSeen()));

    OnlineTimes times = times(0, 100, 100);

    assertThat(times.intervals()).containsExactly(closed(10, 30));
    assertThat(times.unknown()).isEqualTo(Duration.ofSeconds(10 + 60));
  }

  @Test
  void secondsAreWholeAndAddUp() {
    available(0);
    changed(
        1,
        () -> {
          clock.advance(Duration.ofMillis(900));
          reports.apply(SHOP, Report.about(BOB).with(Availability.UNAVAILABLE));
        });
    available(10);

    OnlineTimes times = times(0, 20);

    assertThat(times.intervals()).extracting(Interval::seconds).containsExactly(1L, 10L);
    assertThat(times.onlineSeconds()).isEqualTo(11);
  }
}
