package dev.presently.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Page;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.PresenceState;
import dev.presently.core.presence.Report;
import dev.presently.core.session.SessionName;
import dev.presently.core.wiring.InMemoryPorts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadHistoryTest {
  private static final SessionName SHOP = new SessionName("shop");
  private static final Jid BOB = Jid.phone("5511999990001");
  private static final Jid EVE = Jid.phone("5511999990002");
  private static final Jid LID = Jid.lid("99");
  private static final Jid GROUP = Jid.parse("120300000001@g.us");

  private final InMemoryPorts ports = new InMemoryPorts();
  private final ReadHistory read = ports.useCases().readHistory();

  /** Applies the report, and keeps each record that it changed as the relay does. */
  private void hears(Report report) {
    List<ContactRecord> before = records();
    ports.clock.advance(Duration.ofSeconds(1));
    ports.useCases().applyReport().apply(SHOP, report);
    for (ContactRecord after : records()) {
      Optional<ContactRecord> old =
          before.stream().filter(record -> record.key().equals(after.key())).findFirst();
      ports.histories.save(HistoryEntry.between(old, after).stream().toList());
    }
  }

  private void hears(Identity who, Availability what) {
    hears(Report.about(who).with(what));
  }

  private void hearsInGroup(Jid who, Availability what) {
    hears(Report.about(Identity.of(who)).with(what).in(GROUP));
  }

  private List<ContactRecord> records() {
    return ports.presences.list(SHOP, Optional.empty(), 100).items();
  }

  private HistorySubject subject(Jid chat, Jid... participant) {
    return read.find(SHOP, chat, List.of(participant).stream().findFirst()).orElseThrow();
  }

  private List<HistoryEntry> list(HistorySubject subject) {
    return list(subject, Instant.EPOCH, ports.clock.instant().plusMillis(1));
  }

  private List<HistoryEntry> list(HistorySubject subject, Instant from, Instant to) {
    List<HistoryEntry> one = read.list(subject.keys(), from, to, Optional.empty(), 500).items();
    List<HistoryEntry> paged = new ArrayList<>();
    Optional<HistoryCursor> after = Optional.empty();
    do {
      Page<HistoryEntry> page = read.list(subject.keys(), from, to, after, 3);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(3);
      paged.addAll(page.items());
      after = page.next().map(HistoryCursor::parse);
    } while (after.isPresent());
    assertThat(paged).isEqualTo(one);
    return one;
  }

  @Test
  void changesAreListedNewestFirst() {
    for (int i = 0; i < 20; i++) {
      hears(Identity.of(BOB), i % 2 == 0 ? Availability.AVAILABLE : Availability.UNAVAILABLE);
    }

    assertThat(list(subject(BOB)))
        .extracting(entry -> entry.position().seq().value())
        .hasSize(20)
        .startsWith(20L, 19L)
        .endsWith(2L, 1L);
    assertThat(read.find(SHOP, EVE, Optional.empty())).isEmpty();
  }

  @Test
  void fromIsInclusiveAndToIsExclusive() {
    for (int i = 0; i < 6; i++) {
      hears(Identity.of(BOB), i % 2 == 0 ? Availability.AVAILABLE : Availability.UNAVAILABLE);
    }
    Instant fifth = ports.clock.instant().minusSeconds(1);

    assertThat(list(subject(BOB), fifth.minusSeconds(2), fifth))
        .extracting(entry -> entry.position().seq().value())
        .containsExactly(4L, 3L);
    assertThat(list(subject(BOB), fifth.minusSeconds(2).plusNanos(1), fifth.plusNanos(1)))
        .extracting(entry -> entry.position().seq().value())
        .containsExactly(5L, 4L);
  }

  @Test
  void aPersonHasOneHistoryUnderBothAddresses() {
    Identity both = Identity.of(BOB, LID, Identity.Mode.PN);
    hears(Identity.of(LID), Availability.AVAILABLE);
    hears(both, Availability.AVAILABLE);
    hears(both, Availability.UNAVAILABLE);
    hears(Identity.of(LID), Availability.AVAILABLE);

    assertThat(list(subject(BOB)))
        .isEqualTo(list(subject(LID)))
        .extracting(HistoryEntry::presence)
        .containsExactly(
            PresenceState.AVAILABLE, PresenceState.UNAVAILABLE, PresenceState.AVAILABLE);
  }

  @Test
  void aTakenOverPresenceIsOneChangeWithWhatWasBefore() {
    hears(Identity.of(LID), Availability.AVAILABLE);
    hears(Identity.of(LID), Availability.UNAVAILABLE);
    hears(Identity.of(BOB, LID, Identity.Mode.PN), Availability.UNAVAILABLE);

    assertThat(list(subject(BOB)))
        .extracting(HistoryEntry::previous)
        .containsExactly(PresenceState.AVAILABLE, PresenceState.UNKNOWN);
  }

  @Test
  void aGroupHasTheChangesOfItsParticipantsAndAParticipantItsOwn() {
    hearsInGroup(BOB, Availability.AVAILABLE);
    hearsInGroup(EVE, Availability.AVAILABLE);
    hearsInGroup(BOB, Availability.UNAVAILABLE);
    hears(Identity.of(BOB), Availability.AVAILABLE);

    assertThat(list(subject(GROUP)))
        .extracting(entry -> entry.key().contact())
        .containsExactly(BOB, EVE, BOB);
    assertThat(list(subject(GROUP, EVE)))
        .extracting(entry -> entry.key().contact())
        .containsExactly(EVE);
    assertThat(list(subject(BOB))).hasSize(1);
  }

  @Test
  void participantsThatChangeInTheSameMillisecondAreEachListedOnce() {
    Instant now = ports.clock.instant();
    for (int i = 0; i < 40; i++) {
      Jid who = Jid.phone("55119" + (1_000_000 + i));
      ports.clock.set(now);
      hearsInGroup(who, Availability.AVAILABLE);
    }

    assertThat(list(subject(GROUP)))
        .extracting(HistoryEntry::key)
        .hasSize(40)
        .doesNotHaveDuplicates();
  }

  @Test
  void aParticipantIsFoundUnderBothAddresses() {
    hearsInGroup(LID, Availability.AVAILABLE);
    hears(
        Report.about(Identity.of(BOB, LID, Identity.Mode.PN))
            .in(GROUP)
            .with(Availability.AVAILABLE));

    assertThat(subject(GROUP, BOB)).isEqualTo(subject(GROUP, LID));
    assertThat(subject(GROUP, BOB).keys())
        .extracting(PresenceKey::contact)
        .containsExactlyInAnyOrder(BOB, LID);
  }

  @Test
  void onlineTimesAreThoseOfTheHistory() {
    hears(Identity.of(BOB), Availability.AVAILABLE);
    Instant begin = ports.clock.instant();
    hears(Identity.of(BOB), Availability.UNAVAILABLE);
    hears(Identity.of(BOB), Availability.AVAILABLE);
    Instant now = ports.clock.advance(Duration.ofSeconds(5));

    OnlineTimes times = read.online(subject(BOB), begin, now, now).orElseThrow();

    assertThat(times.intervals()).extracting(OnlineTimes.Interval::seconds).containsExactly(1L, 5L);
    assertThat(times.unknown()).isZero();
  }

  @Test
  void moreChangesThanOneAnswerCanHaveHaveNoOnlineTimes() {
    hears(Identity.of(BOB), Availability.AVAILABLE);
    HistoryEntry one = list(subject(BOB)).getFirst();
    List<HistoryEntry> many = new ArrayList<>();
    for (long i = 0; i <= ReadHistory.MOST_CHANGES; i++) {
      Instant at = one.position().at().plusMillis(i);
      many.add(
          new HistoryEntry(
              one.key(),
              new HistoryPosition(at, one.position().began(), one.position().seq()),
              one.presence(),
              one.previous(),
              one.previousAt(),
              one.lastSeen()));
    }
    ports.histories.save(many);
    Instant now = ports.clock.advance(Duration.ofDays(1));

    assertThat(read.online(subject(BOB), now.minus(Duration.ofDays(2)), now, now)).isEmpty();
    assertThat(read.online(subject(BOB), now.minus(Duration.ofHours(1)), now, now)).isPresent();
  }
}
