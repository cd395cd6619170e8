package dev.presently.core.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.core.ConflictRetry;
import dev.presently.core.DependencyFailed;
import dev.presently.core.ImmediateConflictRetry;
import dev.presently.core.TestClock;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import dev.presently.core.subscription.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ApplyReportTest {
  private static final SessionName DESK = new SessionName("desk");
  private static final Jid BOB = Jid.phone("5511999999999");
  private static final Jid BOBS_LID = Jid.lid("81000000000001");
  private static final Jid GROUP = Jid.parse("120363000000000001@g.us");
  private static final Identity BOTH = Identity.of(BOB, BOBS_LID, Identity.Mode.PN);

  private final TestClock clock = new TestClock();
  private final InMemoryPresenceStore store = new InMemoryPresenceStore();
  private final ApplyReport reports = new ApplyReport(store, new ImmediateConflictRetry(), clock);
  private final EndActivity timers = new EndActivity(store, new ImmediateConflictRetry(), clock);
  private final ReadPresence reads = new ReadPresence(store, clock);

  private static Report bob() {
    return Report.about(Identity.of(BOB));
  }

  private Presence held(Jid contact) {
    return store.find(PresenceKey.of(DESK, contact)).flatMap(ContactRecord::presence).orElseThrow();
  }

  @Test
  void aChangeIsStoredWhenTheCallReturns() {
    assertThat(reports.apply(DESK, bob().with(Availability.AVAILABLE)))
        .isInstanceOf(ApplyReport.Result.Changed.class);
    assertThat(held(BOB).state()).isEqualTo(PresenceState.AVAILABLE);
  }

  @Test
  void aRepeatedReportWritesNothing() {
    reports.apply(DESK, bob().with(Availability.AVAILABLE));
    long revision = store.find(PresenceKey.of(DESK, BOB)).orElseThrow().revision();

    assertThat(reports.apply(DESK, bob().with(Availability.AVAILABLE)))
        .isEqualTo(new ApplyReport.Result.Same());
    assertThat(store.find(PresenceKey.of(DESK, BOB)).orElseThrow().revision()).isEqualTo(revision);
  }

  @Test
  void anActivityWhoseTimeWasUpEndsByAChangeOfItsOwnFirst() {
    reports.apply(DESK, bob().with(Typing.COMPOSING));
    clock.advance(Duration.ofSeconds(30));

    reports.apply(DESK, bob().with(Typing.COMPOSING));

    assertThat(held(BOB).seq()).isEqualTo(new Seq(3));
  }

  @Test
  void anActivityThatIsNotRenewedEndsWhenItsTimeIsUp() {
    reports.apply(DESK, bob().with(Typing.COMPOSING));
    var since = held(BOB).activity().orElseThrow().since();
    clock.advance(Duration.ofSeconds(25));

    assertThat(timers.end(PresenceKey.of(DESK, BOB), since))
        .isEqualTo(new EndActivity.Result.Ended());
    assertThat(held(BOB).state()).isEqualTo(PresenceState.AVAILABLE);
    assertThat(held(BOB).seq()).isEqualTo(new Seq(2));
  }

  @Test
  void anActivityThatWasRenewedWantsToBeLookedAtAgain() {
    reports.apply(DESK, bob().with(Typing.COMPOSING));
    var since = held(BOB).activity().orElseThrow().since();
    var renewed = clock.advance(Duration.ofSeconds(20));
    reports.apply(DESK, bob().with(Typing.COMPOSING));
    clock.advance(Duration.ofSeconds(5));

    assertThat(timers.end(PresenceKey.of(DESK, BOB), since))
        .isEqualTo(new EndActivity.Result.Renewed(renewed.plusSeconds(25)));
    assertThat(held(BOB).seq()).isEqualTo(new Seq(1));
  }

  @Test
  void theTimerOfAnEarlierActivityLeavesTheLaterOneAlone() {
    reports.apply(DESK, bob().with(Typing.COMPOSING));
    var first = held(BOB).activity().orElseThrow().since();
    clock.advance(Duration.ofSeconds(2));
    reports.apply(DESK, bob().with(Typing.PAUSED));
    reports.apply(DESK, bob().with(Typing.COMPOSING));
    clock.advance(Duration.ofSeconds(60));

    timers.end(PresenceKey.of(DESK, BOB), first);

    assertThat(held(BOB).activity()).isPresent();
    assertThat(timers.end(PresenceKey.of(DESK, Jid.phone("5511888888888")), first))
        .isEqualTo(new EndActivity.Result.Ended());
  }

  @Test
  void fiftyCallersOfOneContactAllGetThroughWithoutAGapInSeq() {
    var seqs = ConcurrentHashMap.<Long>newKeySet();
    try (var callers = Executors.newFixedThreadPool(50)) {
      for (int i = 0; i < 500; i++) {
        Availability said = i % 2 == 0 ? Availability.AVAILABLE : Availability.UNAVAILABLE;
        callers.submit(
            () -> {
              if (reports.apply(DESK, bob().with(said))
                  instanceof ApplyReport.Result.Changed(Presence presence)) {
                assertThat(seqs.add(presence.seq().value())).isTrue();
              }
            });
      }
    }
    assertThat(seqs).hasSize((int) held(BOB).seq().value()).contains(1L);
  }

  @Test
  void aLidThatIsNotMappedIsAContactOfItsOwn() {
    reports.apply(DESK, Report.about(Identity.of(BOBS_LID)).with(Availability.AVAILABLE));

    assertThat(held(BOBS_LID).identity().phone()).isEmpty();
    assertThat(store.find(PresenceKey.of(DESK, BOB))).isEmpty();
  }

  @Test
  void onceTheMappingIsKnownBothAddressesAreOneContact() {
    reports.apply(DESK, Report.about(BOTH).with(Availability.AVAILABLE));
    reports.apply(DESK, Report.about(Identity.of(BOBS_LID)).with(Availability.UNAVAILABLE));

    assertThat(held(BOB).state()).isEqualTo(PresenceState.UNAVAILABLE);
    assertThat(held(BOB).identity().lid()).contains(BOBS_LID);
    assertThat(held(BOB).identity().mode()).isEqualTo(Identity.Mode.LID);
    assertThat(store.find(PresenceKey.of(DESK, BOBS_LID)))
        .map(ContactRecord::key)
        .contains(PresenceKey.of(DESK, BOB));
  }

  @Test
  void aSubscriptionToALidFollowsItsOwnerToThePhoneNumber() {
    var wished = Subscription.begin(clock.instant());
    store.save(ContactRecord.none(PresenceKey.of(DESK, BOBS_LID)).with(wished));
    reports.apply(DESK, Report.about(Identity.of(BOBS_LID)).with(Availability.AVAILABLE));

    reports.apply(DESK, Report.about(BOTH).with(Availability.AVAILABLE));

    assertThat(store.find(PresenceKey.of(DESK, BOB)).orElseThrow().subscription()).contains(wished);
  }

  @Test
  void whatWasKnownUnderALidIsKnownUnderThePhoneNumberOnceTheyAreLinked() {
    Report byLid = Report.about(Identity.of(BOBS_LID));
    reports.apply(DESK, byLid.with(Availability.AVAILABLE));
    reports.apply(DESK, byLid.with(Availability.UNAVAILABLE));

    reports.apply(DESK, Report.about(BOTH).with(Typing.PAUSED));

    assertThat(held(BOB).state()).isEqualTo(PresenceState.UNAVAILABLE);
    assertThat(held(BOB).observedLastSeen()).isPresent();
    assertThat(held(BOB).seq()).isEqualTo(new Seq(2));
    assertThat(held(BOBS_LID)).isEqualTo(held(BOB));
  }

  @Test
  void whatWasKnownUnderALidSurvivesAMappingThatIsLearnedInAGroup() {
    reports.apply(DESK, Report.about(Identity.of(BOBS_LID)).with(Typing.COMPOSING));
    var since = held(BOBS_LID).activity().orElseThrow().since();

    reports.apply(DESK, Report.about(BOTH).in(GROUP).with(Typing.RECORDING));

    assertThat(held(BOB).state()).isEqualTo(PresenceState.COMPOSING);
    assertThat(reads.findAll(DESK, List.of(BOBS_LID)))
        .extracting(ChatView::chat)
        .containsExactly(BOB);
    clock.advance(Duration.ofSeconds(25));
    timers.end(PresenceKey.of(DESK, BOBS_LID), since);
    assertThat(held(BOB).state()).isEqualTo(PresenceState.AVAILABLE);
  }

  @Test
  void aMessageFromAStrangerKeepsNothing() {
    reports.apply(DESK, bob().at(clock.instant()).with(Typing.PAUSED));

    assertThat(store.find(PresenceKey.of(DESK, BOB))).isEmpty();
  }

  @Test
  void aListHoldsTheWantedChatsAlone() {
    reports.apply(DESK, bob().with(Availability.AVAILABLE));
    reports.apply(
        DESK, Report.about(Identity.of(Jid.phone("5511999999998"))).with(Availability.AVAILABLE));
    reports.apply(
        DESK, Report.about(Identity.of(Jid.phone("5599999999999"))).with(Availability.AVAILABLE));

    assertThat(reads.list(DESK, Optional.empty(), reading -> reading.chat().equals(BOB)))
        .hasSize(1);
  }

  @Test
  void aSubscriptionThatCameBeforeTheFirstReportLearnsTheMappingToo() {
    store.save(
        ContactRecord.none(PresenceKey.of(DESK, BOB)).with(Subscription.begin(clock.instant())));

    reports.apply(DESK, Report.about(BOTH).with(Availability.AVAILABLE));

    assertThat(store.find(PresenceKey.of(DESK, BOBS_LID)))
        .map(ContactRecord::key)
        .contains(PresenceKey.of(DESK, BOB));
  }

  @Test
  void aMappingLearnedInAGroupCountsForTheLidsLaterReports() {
    reports.apply(DESK, Report.about(BOTH).in(GROUP).with(Typing.COMPOSING));
    reports.apply(DESK, Report.about(Identity.of(BOBS_LID)).in(GROUP).with(Typing.RECORDING));

    ChatView group = reads.find(DESK, GROUP).orElseThrow();
    assertThat(group.participants()).hasSize(1);
    assertThat(group.state()).isEqualTo(PresenceState.RECORDING);
    assertThat(group.participants().getFirst().seq()).isEqualTo(new Seq(2));
  }

  @Test
  void eachParticipantOfAGroupHasItsOwnSeq() {
    reports.apply(DESK, bob().in(GROUP).with(Typing.COMPOSING));
    reports.apply(DESK, bob().with(Availability.AVAILABLE));
    reports.apply(DESK, bob().in(GROUP).with(Typing.PAUSED));

    assertThat(held(BOB).seq()).isEqualTo(new Seq(1));
    assertThat(reads.find(DESK, GROUP).orElseThrow().participants())
        .extracting(Presence::seq)
        .containsExactly(new Seq(2));
  }

  @Test
  void aPageEndsAfterAWholeGroup() {
    for (int i = 0; i < 3; i++) {
      Jid group = Jid.parse("12036300000000000" + i + "@g.us");
      store.save(ContactRecord.none(PresenceKey.of(DESK, group)));
      reports.apply(DESK, bob().in(group).with(Typing.COMPOSING));
      reports.apply(
          DESK,
          Report.about(Identity.of(Jid.phone("551188888888" + i)))
              .in(group)
              .with(Typing.COMPOSING));
    }
    reports.apply(DESK, bob().with(Availability.AVAILABLE));

    List<ChatView> first = reads.list(DESK, Optional.empty(), _ -> true).limit(2).toList();
    List<ChatView> rest = reads.list(DESK, Optional.of(first.getLast().chat()), _ -> true).toList();

    assertThat(first).hasSize(2).allMatch(reading -> reading.participants().size() == 2);
    assertThat(rest).hasSize(2);
    assertThat(rest.getFirst().participants()).hasSize(2);
    assertThat(rest.getLast().chat()).isEqualTo(BOB);
  }

  @Test
  void aQueryAnswersEachContactOnceInTheOrderAsked() {
    reports.apply(DESK, Report.about(BOTH).with(Availability.AVAILABLE));
    Jid stranger = Jid.phone("5511777777777");

    List<ChatView> found = reads.findAll(DESK, List.of(stranger, BOBS_LID, GROUP, BOB)).toList();

    assertThat(found).extracting(ChatView::chat).containsExactly(stranger, BOB, GROUP);
    assertThat(found)
        .extracting(ChatView::state)
        .containsExactly(PresenceState.UNKNOWN, PresenceState.AVAILABLE, PresenceState.UNKNOWN);
  }

  @Test
  void aReportThatAlwaysConflictsFails() {
    var never = new ApplyReport(store, new Never(), clock);

    assertThatThrownBy(() -> never.apply(DESK, bob().with(Availability.AVAILABLE)))
        .isInstanceOf(DependencyFailed.class);
  }

  private record Never() implements ConflictRetry {
    @Override
    public <T> T retry(Supplier<Optional<T>> attempt) {
      throw new DependencyFailed("no time");
    }
  }
}
