package dev.presently.core.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.ImmediateConflictRetry;
import dev.presently.core.TestClock;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A person is one record, whatever address an engine used today. */
final class OnePersonTest {
  private static final SessionName DESK = new SessionName("desk");
  private static final Jid P = Jid.phone("5511999999999");
  private static final Jid P2 = Jid.phone("5511888888888");
  private static final Jid L = Jid.lid("81000000000001");
  private static final Jid L2 = Jid.lid("81000000000002");
  private static final Jid G = Jid.parse("120363000000000001@g.us");
  private static final Identity BOTH = Identity.of(P, L, Identity.Mode.LID);
  private static final Identity MOVED = Identity.of(P2, L, Identity.Mode.LID);

  private final TestClock clock = new TestClock();
  private final InMemoryPresenceStore store = new InMemoryPresenceStore();
  private final ApplyReport reports = new ApplyReport(store, new ImmediateConflictRetry(), clock);
  private final ReadPresence reads = new ReadPresence(store, clock);

  private void tell(Report report) {
    clock.advance(Duration.ofSeconds(1));
    reports.apply(DESK, report);
  }

  private static Report by(Jid name) {
    return Report.about(Identity.of(name));
  }

  private static Report by(Identity names) {
    return Report.about(names);
  }

  private Presence held(Jid contact) {
    return store.find(PresenceKey.of(DESK, contact)).flatMap(ContactRecord::presence).orElseThrow();
  }

  private List<Presence> participants(Jid group) {
    return reads.find(DESK, group).orElseThrow().participants();
  }

  @Test
  void whoTypedInAGroupByLidAndSendsAMessageWithTheNumberIsOneParticipantWhoDoesNotType() {
    tell(by(L).in(G).with(Typing.COMPOSING));
    tell(by(BOTH).in(G).with(Typing.PAUSED));

    assertThat(participants(G))
        .extracting(Presence::state)
        .containsExactly(PresenceState.AVAILABLE);

    tell(by(L).in(G).with(Typing.COMPOSING));

    assertThat(participants(G))
        .extracting(Presence::state)
        .containsExactly(PresenceState.COMPOSING);
    assertThat(participants(G).getFirst().identity()).isEqualTo(BOTH);
    assertThat(reads.find(DESK, G).orElseThrow().onlineCount()).isEqualTo(1);
  }

  @Test
  void eachFactIsTheNewerOneWhicheverNameItWasReportedUnder() {
    var lastSeen = new LastSeen.Visible(clock.instant());
    for (List<Jid> order : List.of(List.of(P, L), List.of(L2, P2))) {
      tell(by(order.getFirst()).with(Availability.AVAILABLE));
      tell(by(order.getLast()).with(Availability.UNAVAILABLE).with(lastSeen));
      Instant left = clock.instant();
      boolean numberFirst = order.getFirst().equals(P);
      Identity both = Identity.of(numberFirst ? P : P2, numberFirst ? L : L2, Identity.Mode.LID);
      tell(by(both).with(Typing.PAUSED));

      for (Jid name : order) {
        assertThat(held(name).state()).isEqualTo(PresenceState.UNAVAILABLE);
        assertThat(held(name).lastSeen()).isEqualTo(lastSeen);
        assertThat(held(name).observedLastSeen()).contains(left);
      }
    }
  }

  @Test
  void whatIsReportedLaterByOneNameHasBoth() {
    tell(by(Identity.of(P, L, Identity.Mode.PN)).with(Typing.PAUSED));
    tell(by(L).in(G).with(Typing.COMPOSING));
    assertThat(participants(G).getFirst().identity()).isEqualTo(BOTH);

    tell(by(P).in(G).with(Typing.PAUSED));
    assertThat(participants(G).getFirst().identity())
        .isEqualTo(Identity.of(P, L, Identity.Mode.PN));

    tell(by(L).with(Availability.AVAILABLE));
    assertThat(held(P).identity()).isEqualTo(BOTH);
  }

  @Test
  void aParticipantKnownByNumberGetsTheLidWithTheLink() {
    tell(by(P).in(G).with(Typing.COMPOSING));

    tell(by(BOTH).with(Availability.AVAILABLE));

    assertThat(participants(G).getFirst().identity().lid()).contains(L);
  }

  @Test
  void aLidThatMovesToAnotherNumberTakesItsStateAlong() {
    tell(by(BOTH).with(Availability.AVAILABLE));
    tell(by(BOTH).in(G).with(Typing.RECORDING));

    tell(by(MOVED).with(Typing.PAUSED));

    assertThat(held(P2).state()).isEqualTo(PresenceState.AVAILABLE);
    assertThat(held(L)).isEqualTo(held(P2));
    assertThat(held(P).state()).isEqualTo(PresenceState.UNKNOWN);
    assertThat(held(P).identity()).isEqualTo(Identity.of(P));
    assertThat(participants(G))
        .filteredOn(who -> who.identity().phone().equals(Optional.of(P2)))
        .extracting(Presence::state)
        .containsExactly(PresenceState.RECORDING);
    assertThat(participants(G))
        .filteredOn(who -> who.identity().phone().equals(Optional.of(P)))
        .extracting(Presence::state)
        .containsExactly(PresenceState.UNKNOWN);
  }

  @Test
  void aReplayedReportDoesNotMoveTheLidBack() {
    Report first = by(BOTH).in(G).with(Typing.COMPOSING).withEventId("evt-1");
    Report late = by(BOTH).at(clock.instant()).with(Availability.AVAILABLE);
    tell(first);
    tell(by(MOVED).with(Availability.UNAVAILABLE).at(clock.instant()));

    tell(first);
    tell(late);

    assertThat(held(L)).isEqualTo(held(P2));
    assertThat(held(P2).state()).isEqualTo(PresenceState.UNAVAILABLE);
  }

  @Test
  void aLinkIsWrittenOnce() {
    tell(by(BOTH).with(Availability.AVAILABLE));
    ContactRecord once = store.find(PresenceKey.of(DESK, P)).orElseThrow();

    tell(by(BOTH).with(Availability.AVAILABLE));

    assertThat(store.find(PresenceKey.of(DESK, P))).contains(once);
    assertThat(once.joining()).isEmpty();
  }

  @Test
  void whatTheOtherNameWasDoingEndsInItsOwnLane() {
    tell(by(L).with(Typing.COMPOSING));
    ContactRecord before = store.find(PresenceKey.of(DESK, L)).orElseThrow();

    Change end = Change.between(Optional.of(before), before.led(clock.instant())).orElseThrow();

    assertThat(end.key()).isEqualTo(PresenceKey.of(DESK, L));
    assertThat(end.previous()).isEqualTo(PresenceState.COMPOSING);
    assertThat(end.presence().state()).isEqualTo(PresenceState.AVAILABLE);
    assertThat(end.presence().seq()).isEqualTo(new Seq(2));
    assertThat(end.presence().identity()).isEqualTo(Identity.of(L));
  }
}
