package dev.presently.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import dev.presently.core.TestClock;
import dev.presently.core.command.CommandOutcome;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.InMemoryRetryQueue;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.InMemoryPresenceStore;
import dev.presently.core.presence.LastSeen;
import dev.presently.core.presence.Presence;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.PresenceState;
import dev.presently.core.presence.ReadPresence;
import dev.presently.core.presence.Seq;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.InMemorySessionStore;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.session.SessionStore;
import dev.presently.core.subscription.InMemorySubscriberStore;
import dev.presently.core.webhook.InMemoryWebhookStore;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.wiring.InMemoryPorts;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopbackTest {
  private static final SessionName SALES = new SessionName("sales");
  private static final SessionName DESK = new SessionName("desk");
  private static final SessionName NOBODY = new SessionName("nobody");
  private static final Jid SALES_JID = Jid.phone("5511999999999");
  private static final Jid DESK_JID = Jid.phone("5511888888888");
  private static final Jid GROUP = Jid.parse("120363000000000001@g.us");

  private final InMemoryPorts ports = new InMemoryPorts();
  private final TestClock clock = ports.clock;
  private final InMemoryPresenceStore store = ports.presences;
  private final InMemorySessionStore sessions = ports.sessions;
  private final InMemorySubscriberStore subscribers = ports.subscribers;
  private final InMemoryWebhookStore webhooks = ports.webhooks;
  private final Engines engines = ports.useCases().engines();
  private final ReadPresence reads = ports.useCases().readPresence();

  @BeforeEach
  void twoSessions() {
    sessions.save(Optional.empty(), Examples.loopback("sales", "+5511999999999"));
    sessions.save(Optional.empty(), Examples.loopback("desk", "+5511888888888"));
    engine(SALES).start(Optional.empty());
    engine(DESK).start(Optional.empty());
  }

  private Engine engine(SessionName name) {
    return engines.find(name).orElseThrow();
  }

  private Presence seenByDesk(Jid contact) {
    return store.find(PresenceKey.of(DESK, contact)).flatMap(ContactRecord::presence).orElseThrow();
  }

  @Test
  void subscribingReportsTheCurrentStateAtOnce() {
    engine(SALES).setPresence(Availability.AVAILABLE);

    engine(DESK).subscribe(SALES_JID);

    assertThat(seenByDesk(SALES_JID).state()).isEqualTo(PresenceState.AVAILABLE);
  }

  @Test
  void eachChangeIsReportedToASubscriber() {
    engine(DESK).subscribe(SALES_JID);
    engine(SALES).setPresence(Availability.AVAILABLE);
    var left = clock.advance(Duration.ofSeconds(5));
    engine(SALES).setPresence(Availability.UNAVAILABLE);

    assertThat(seenByDesk(SALES_JID).seq()).isEqualTo(new Seq(3));
    assertThat(seenByDesk(SALES_JID).lastSeen()).isEqualTo(new LastSeen.Visible(left));
    assertThat(seenByDesk(SALES_JID).observedLastSeen()).contains(left);
  }

  @Test
  void theSamePresenceTwiceIsReportedOnce() {
    engine(DESK).subscribe(SALES_JID);
    engine(SALES).setPresence(Availability.AVAILABLE);
    engine(SALES).setPresence(Availability.AVAILABLE);

    assertThat(seenByDesk(SALES_JID).seq()).isEqualTo(new Seq(2));
  }

  @Test
  void aSessionThatIsNotSubscribedGetsNoReports() {
    engine(SALES).setPresence(Availability.AVAILABLE);
    engine(SALES).sendTyping(DESK_JID, Typing.COMPOSING);

    assertThat(store.find(PresenceKey.of(DESK, SALES_JID))).isEmpty();
  }

  @Test
  void noReportsAfterUnsubscribing() {
    engine(DESK).subscribe(SALES_JID);
    engine(DESK).unsubscribe(SALES_JID);
    engine(SALES).setPresence(Availability.AVAILABLE);

    assertThat(seenByDesk(SALES_JID).state()).isEqualTo(PresenceState.UNAVAILABLE);
    engine(DESK).unsubscribe(SALES_JID);
  }

  @Test
  void typingIsSeenByTheChatsSession() {
    engine(DESK).subscribe(SALES_JID);

    engine(SALES).sendTyping(DESK_JID, Typing.RECORDING);

    assertThat(seenByDesk(SALES_JID).state()).isEqualTo(PresenceState.RECORDING);
  }

  @Test
  void typingIntoAGroupIsSeenByEveryOtherSubscriberOfTheGroup() {
    engine(DESK).subscribe(GROUP);
    engine(SALES).subscribe(GROUP);

    engine(SALES).sendTyping(GROUP, Typing.COMPOSING);

    assertThat(reads.find(DESK, GROUP).orElseThrow().state()).isEqualTo(PresenceState.COMPOSING);
    assertThat(reads.find(SALES, GROUP).orElseThrow().participants()).isEmpty();
  }

  @Test
  void aSessionThatIsNotConnectedSaysNothing() {
    engine(SALES).stop();

    assertThat(engine(SALES).setPresence(Availability.AVAILABLE))
        .isEqualTo(new CommandOutcome.NotConnected(SALES));
    assertThat(engine(SALES).sendTyping(DESK_JID, Typing.COMPOSING))
        .isEqualTo(new CommandOutcome.NotConnected(SALES));
  }

  @Test
  void stoppingASessionMakesItUnavailable() {
    engine(DESK).subscribe(SALES_JID);
    engine(SALES).setPresence(Availability.AVAILABLE);

    engine(SALES).stop();

    assertThat(seenByDesk(SALES_JID).state()).isEqualTo(PresenceState.UNAVAILABLE);
    assertThat(sessions.find(SALES).map(Session::status)).contains(SessionStatus.STOPPED);
    assertThat(engine(SALES).stop()).isEqualTo(new CommandOutcome.Done(SALES));
  }

  @Test
  void startingASessionOnceMoreWritesNothing() {
    var before = sessions.find(SALES);

    engine(SALES).start(Optional.empty());

    assertThat(sessions.find(SALES)).isEqualTo(before);
  }

  @Test
  void anUnknownSessionHasNoEngine() {
    assertThat(engines.find(NOBODY)).isEmpty();
  }

  @Test
  void aChangeThatIsAnsweredAfterASubscriptionIsNeverMissed() {
    for (int round = 0; round < 200; round++) {
      engine(DESK).unsubscribe(SALES_JID);
      Availability said = round % 2 == 0 ? Availability.AVAILABLE : Availability.UNAVAILABLE;
      try (var both = Executors.newFixedThreadPool(2)) {
        both.submit(() -> engine(DESK).subscribe(SALES_JID));
        both.submit(() -> engine(SALES).setPresence(said));
      }
      assertThat(seenByDesk(SALES_JID).availability()).as("round %d", round).contains(said);
    }
  }

  @Test
  void theLaterOfTwoConcurrentAnnouncementsIsWhatASubscriberSees() {
    engine(DESK).subscribe(SALES_JID);
    for (int round = 0; round < 100; round++) {
      try (var callers = Executors.newFixedThreadPool(8)) {
        for (int i = 0; i < 8; i++) {
          Availability said = i % 2 == 0 ? Availability.AVAILABLE : Availability.UNAVAILABLE;
          callers.submit(() -> engine(SALES).setPresence(said));
        }
      }
      assertThat(seenByDesk(SALES_JID).availability())
          .as("round %d", round)
          .contains(ports.ownPresences.find(SALES).orElseThrow().availability());
    }
  }

  @Test
  void aSessionThatTypedWhileUnavailableCanStillLeave() {
    engine(DESK).subscribe(SALES_JID);
    engine(SALES).sendTyping(DESK_JID, Typing.COMPOSING);

    engine(SALES).stop();

    assertThat(seenByDesk(SALES_JID).state()).isEqualTo(PresenceState.UNAVAILABLE);
  }

  @Test
  void aSubscriptionThatStandsAfterConcurrentCallsIsServed() {
    Availability said = Availability.AVAILABLE;
    for (int round = 0; round < 300; round++) {
      try (var both = Executors.newFixedThreadPool(2)) {
        both.submit(() -> engine(DESK).subscribe(SALES_JID));
        both.submit(() -> engine(DESK).unsubscribe(SALES_JID));
      }
      if (reads.find(DESK, SALES_JID).orElseThrow().isSubscribed()) {
        engine(SALES).setPresence(said);
        assertThat(seenByDesk(SALES_JID).availability()).as("round %d", round).contains(said);
      }
      said = said == Availability.AVAILABLE ? Availability.UNAVAILABLE : Availability.AVAILABLE;
    }
  }

  @Test
  void aSessionThatWasStoppedWhileItAnnouncedIsUnavailable() {
    engine(DESK).subscribe(SALES_JID);
    for (int round = 0; round < 200; round++) {
      engine(SALES).start(Optional.empty());
      try (var both = Executors.newFixedThreadPool(2)) {
        both.submit(() -> engine(SALES).setPresence(Availability.AVAILABLE));
        both.submit(() -> engine(SALES).stop());
      }
      assertThat(sessions.find(SALES).orElseThrow().status().isConnected()).isFalse();
      assertThat(seenByDesk(SALES_JID).state())
          .as("round %d", round)
          .isEqualTo(PresenceState.UNAVAILABLE);
    }
  }

  @Test
  void aNumberThatMovedAwayAndBackShowsWhatItsSessionLastSaid() {
    engine(DESK).subscribe(SALES_JID);
    engine(SALES).setPresence(Availability.AVAILABLE);
    Session here = sessions.find(SALES).orElseThrow();
    Session away =
        here.changed(
            here.engine(),
            Examples.loopback("sales", "+5511777777777").profile(),
            clock.advance(Duration.ofSeconds(1)));
    clock.advance(Duration.ofSeconds(1));

    engines.moved(here, away);
    assertThat(seenByDesk(SALES_JID).state()).isEqualTo(PresenceState.UNAVAILABLE);
    clock.advance(Duration.ofSeconds(1));
    engines.moved(away, here);

    assertThat(seenByDesk(SALES_JID).state()).isEqualTo(PresenceState.AVAILABLE);
  }

  @Test
  void aRemovedSessionLeavesNothingBehind() {
    RemoveSession remove = ports.useCases().removeSession();
    webhooks.save(Examples.webhook(1, Optional.of(SALES)));
    webhooks.save(Examples.webhook(2, Optional.of(DESK)));
    engine(DESK).subscribe(SALES_JID);
    engine(SALES).subscribe(DESK_JID);
    engine(SALES).setPresence(Availability.AVAILABLE);

    assertThat(remove.remove(SALES)).isTrue();
    assertThat(remove.remove(SALES)).isFalse();

    assertThat(seenByDesk(SALES_JID).state()).isEqualTo(PresenceState.UNAVAILABLE);
    assertThat(store.list(SALES, Optional.empty(), 10).items()).isEmpty();
    assertThat(subscribers.contains(DESK_JID, SALES)).isFalse();
    assertThat(sessions.ownerOf(SALES_JID)).isEmpty();
    assertThat(ports.ownPresences.find(SALES)).isEmpty();
    assertThat(webhooks.find(new WebhookId(1))).isEmpty();
    assertThat(webhooks.find(new WebhookId(2))).isPresent();
    assertThat(ports.retries.wakes())
        .as("what waits for its webhook ends")
        .extracting(InMemoryRetryQueue.Wake::webhook)
        .containsExactly(new WebhookId(1));
  }

  @Test
  void aSessionThatLeftLoopbackKeepsNoSubscribers() {
    engine(DESK).subscribe(SALES_JID);
    engine(DESK).subscribe(GROUP);

    leavesLoopback(DESK);

    assertThat(subscribers.of(SALES_JID)).isEmpty();
    assertThat(subscribers.of(GROUP)).isEmpty();
  }

  @Test
  void aSessionThatLeftLoopbackIsToldNothing() {
    engine(DESK).subscribe(SALES_JID);
    engine(DESK).subscribe(GROUP);
    engine(SALES).setPresence(Availability.AVAILABLE);
    leavesLoopback(DESK);
    subscribers.add(SALES_JID, DESK);
    subscribers.add(GROUP, DESK);
    var before = store.list(DESK, Optional.empty(), 10);

    engine(SALES).setPresence(Availability.UNAVAILABLE);
    engine(SALES).sendTyping(DESK_JID, Typing.COMPOSING);
    engine(SALES).sendTyping(GROUP, Typing.COMPOSING);

    assertThat(store.list(DESK, Optional.empty(), 10)).isEqualTo(before);
  }

  @Test
  void aSessionThatReturnsToLoopbackIsToldOfItsSubscriptionsAgain() {
    engine(DESK).subscribe(SALES_JID);
    engine(DESK).subscribe(GROUP);
    engine(DESK).unsubscribe(GROUP);
    Session left = leavesLoopback(DESK);
    engine(SALES).setPresence(Availability.AVAILABLE);

    change(left, EngineSettings.LOOPBACK);

    assertThat(seenByDesk(SALES_JID).state()).isEqualTo(PresenceState.AVAILABLE);
    assertThat(subscribers.of(SALES_JID)).containsExactly(DESK);
    assertThat(subscribers.of(GROUP)).isEmpty();
  }

  @Test
  void loopbackNeverLinksIdentities() {
    Jid lid = Jid.lid("81000000000001");
    engine(DESK).subscribe(SALES_JID);
    engine(DESK).subscribe(lid);
    Session sales = sessions.find(SALES).orElseThrow();
    Session both = sales.changed(sales.engine(), sales.profile().withLid(lid), clock.instant());
    sessions.save(Optional.of(sales), both);
    engines.moved(sales, both);

    engine(SALES).setPresence(Availability.AVAILABLE);
    engine(SALES).sendTyping(DESK_JID, Typing.COMPOSING);

    assertThat(seenByDesk(SALES_JID).identity()).isEqualTo(Identity.of(SALES_JID));
    assertThat(seenByDesk(lid).identity()).isEqualTo(Identity.of(lid));
    assertThat(seenByDesk(SALES_JID).state()).isEqualTo(PresenceState.COMPOSING);
    assertThat(seenByDesk(lid).state()).isEqualTo(PresenceState.COMPOSING);
  }

  @Test
  void aSessionThatLeavesLoopbackWhileItAnnouncesIsUnavailable() {
    engine(DESK).subscribe(SALES_JID);
    Engine asItWas = engine(SALES);
    leavesLoopback(SALES);

    asItWas.setPresence(Availability.AVAILABLE);

    assertThat(seenByDesk(SALES_JID).state()).isEqualTo(PresenceState.UNAVAILABLE);
  }

  private Session leavesLoopback(SessionName name) {
    return change(sessions.find(name).orElseThrow(), EngineSettings.of(new EngineType("waha")));
  }

  private Session change(Session before, EngineSettings engine) {
    Session after = before.changed(engine, before.profile(), clock.advance(Duration.ofSeconds(1)));
    assertThat(sessions.save(Optional.of(before), after))
        .isInstanceOf(SessionStore.Result.Saved.class);
    Session saved = sessions.find(before.name()).orElseThrow();
    engines.moved(before, saved);
    return saved;
  }
}
