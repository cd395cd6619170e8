package dev.presently.core.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.ConflictRetry;
import dev.presently.core.ImmediateConflictRetry;
import dev.presently.core.TestClock;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import dev.presently.core.subscription.Subscription;
import dev.presently.core.webhook.PresenceFilter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
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
  void aFilterByNumberTakesWhatIsReportedByLidAlone() {
    tell(by(Identity.of(P, L, Identity.Mode.PN)).with(Typing.PAUSED));
    tell(by(L).in(G).with(Typing.COMPOSING));

    ContactRecord record = store.find(new PresenceKey(DESK, P, Optional.of(G))).orElseThrow();
    Change change = Change.between(Optional.empty(), record).orElseThrow();
    assertThat(new PresenceFilter(Set.of(P), Set.of()).matches(change)).isTrue();
    assertThat(new PresenceFilter(Set.of(L), Set.of()).matches(change)).isTrue();
    assertThat(new PresenceFilter(Set.of(P2), Set.of()).matches(change)).isFalse();
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

  @Test
  void aLidThatWasGivenUpDoesNotMuteTheNumberThatItMovesTo() {
    tell(by(BOTH).with(Availability.AVAILABLE));
    unsubscribe(P);
    tell(by(Identity.of(P, L2, Identity.Mode.LID)).with(Typing.PAUSED));

    tell(by(MOVED).with(Availability.AVAILABLE));

    assertThat(record(P2).subscription()).isEmpty();
    assertThat(record(P).mutedSince()).isPresent();
  }

  @Test
  void whoUnsubscribedFromTheLidHearsOfTheNumber() {
    tell(by(L).with(Availability.AVAILABLE));
    unsubscribe(L);

    tell(by(BOTH).with(Typing.PAUSED));

    assertThat(record(P).mutedSince()).isEmpty();
  }

  @Test
  void whoSubscribedToTheLidHearsOfTheNumber() {
    tell(by(L).with(Availability.AVAILABLE));
    store.save(record(L).with(Subscription.begin(clock.instant())));

    tell(by(BOTH).with(Typing.PAUSED));
    tell(by(MOVED).with(Typing.PAUSED));

    assertThat(record(P).isSubscribed()).isTrue();
    assertThat(record(P2).isSubscribed()).isTrue();
  }

  @Test
  void anOlderReportDoesNotUndoALinkThatWasReportedAgain() {
    tell(by(BOTH).with(Availability.AVAILABLE).at(clock.instant()));
    clock.advance(Duration.ofSeconds(100));
    Report late = by(MOVED).with(Availability.UNAVAILABLE).at(clock.instant());
    clock.advance(Duration.ofSeconds(100));
    tell(by(BOTH).with(Availability.AVAILABLE).at(clock.instant()));

    tell(late);

    assertThat(held(L)).isEqualTo(held(P));
    assertThat(held(P).state()).isEqualTo(PresenceState.AVAILABLE);
  }

  @Test
  void aLidThatMovesWhileItsReportIsReadIsNotTakenBack() {
    tell(by(BOTH).with(Availability.AVAILABLE));
    PresenceStore slow =
        stored(
            (_, method, arguments) -> {
              Object found = method.invoke(store, arguments);
              if (!found.equals(Optional.of(record(P)))) {
                return found;
              }
              reports.apply(DESK, by(MOVED).with(Typing.PAUSED));
              reports.apply(DESK, by(P).with(Typing.PAUSED));
              return Optional.of(record(P));
            });

    new ApplyReport(slow, new ImmediateConflictRetry(), clock)
        .apply(DESK, by(L).with(Typing.COMPOSING));

    assertThat(held(L)).isEqualTo(held(P2));
    assertThat(held(P2).state()).isEqualTo(PresenceState.COMPOSING);
    assertThat(held(P).identity()).isEqualTo(Identity.of(P));
    assertThat(held(P).state()).isEqualTo(PresenceState.UNKNOWN);
  }

  @Test
  void groupsAreJoinedOneAfterTheOtherAndNoMoreAfterALostWrite() {
    List<Jid> groups =
        IntStream.range(0, 120)
            .mapToObj(i -> Jid.parse("12036300000000%04d@g.us".formatted(i)))
            .toList();
    groups.forEach(group -> tell(by(L).in(group).with(Availability.AVAILABLE)));
    Thread caller = Thread.currentThread();
    List<Integer> writes = new ArrayList<>();
    PresenceStore busy =
        stored(
            (_, method, arguments) -> {
              switch (method.getName()) {
                case "groupsOf" -> {
                  if (arguments[1].equals(L)) {
                    writes.add(0);
                  }
                }
                case "saveParticipant" -> {
                  assertThat(Thread.currentThread()).isEqualTo(caller);
                  writes.add(writes.removeLast() + 1);
                  if (writes.equals(List.of(3))) {
                    return false;
                  }
                }
                default -> {}
              }
              return method.invoke(store, arguments);
            });

    new ApplyReport(busy, new ImmediateConflictRetry(), clock)
        .apply(DESK, by(BOTH).with(Availability.AVAILABLE));

    assertThat(writes).containsExactly(3, 100, 18);
    assertThat(groups)
        .flatMap(this::participants)
        .hasSameSizeAs(groups)
        .allMatch(who -> who.identity().isLinked());
  }

  @Test
  void aLinkThatNobodyDisturbsNeedsNoRetry() {
    tell(by(L).in(G).with(Typing.COMPOSING));
    var attempts = new AtomicInteger();
    ConflictRetry once =
        new ConflictRetry() {
          @Override
          public <T> T retry(Supplier<Optional<T>> attempt) {
            attempts.incrementAndGet();
            return attempt.get().orElseThrow();
          }
        };

    new ApplyReport(store, once, clock).apply(DESK, by(BOTH).with(Availability.AVAILABLE));

    assertThat(held(L).state()).isEqualTo(PresenceState.AVAILABLE);
    assertThat(participants(G)).hasSize(1).allMatch(who -> who.identity().isLinked());
    assertThat(attempts).hasValue(1);
  }

  private ContactRecord record(Jid contact) {
    return store.find(PresenceKey.of(DESK, contact)).orElseThrow();
  }

  private void unsubscribe(Jid contact) {
    Instant now = clock.instant();
    assertThat(store.save(record(contact).with(Subscription.begin(now).end(now)))).isTrue();
  }

  private static PresenceStore stored(InvocationHandler calls) {
    return (PresenceStore)
        Proxy.newProxyInstance(
            PresenceStore.class.getClassLoader(), new Class<?>[] {PresenceStore.class}, calls);
  }
}
