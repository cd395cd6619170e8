package dev.presently.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import dev.presently.core.ImmediateConflictRetry;
import dev.presently.core.TestClock;
import dev.presently.core.command.Command;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.ExecuteCommand.Result;
import dev.presently.core.presence.ApplyReport;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.InMemoryPresenceStore;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.PresenceState;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.InMemorySessionStore;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.subscription.InMemorySubscriberStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExecuteCommandTest {
  private static final SessionName SALES = new SessionName("sales");
  private static final SessionName DESK = new SessionName("desk");
  private static final SessionName SHOP = new SessionName("shop");
  private static final SessionName NOBODY = new SessionName("nobody");
  private static final Jid SALES_JID = Jid.phone("5511999999999");
  private static final Jid DESK_JID = Jid.phone("5511888888888");
  private static final Result DONE = new Result.Done();
  private static final Result NO_SESSION = new Result.Refused(new Engine.Result.NoSuchSession());
  private static final Result NOT_CONNECTED = new Result.Refused(new Engine.Result.NotConnected());

  private final TestClock clock = new TestClock();
  private final ImmediateConflictRetry contention = new ImmediateConflictRetry();
  private final InMemoryPresenceStore presences = new InMemoryPresenceStore();
  private final InMemorySessionStore sessions = new InMemorySessionStore();
  private final InMemorySubscriberStore subscribers = new InMemorySubscriberStore();
  private final ExecuteCommand carryOut =
      new ExecuteCommand(
          sessions,
          new Engines(
              sessions,
              new Subscriptions(presences, contention, clock),
              new Loopback(
                  sessions,
                  new InMemoryOwnPresenceStore(),
                  subscribers,
                  new ApplyReport(presences, contention, clock),
                  contention,
                  clock)));

  @BeforeEach
  void twoSessions() {
    sessions.save(Optional.empty(), Examples.loopback("sales", "+5511999999999"));
    sessions.save(Optional.empty(), Examples.loopback("desk", "+5511888888888"));
    sessions.save(Optional.empty(), Examples.remote("shop", "+5511777777777"));
  }

  private PresenceState seenByDesk() {
    return presences
        .find(PresenceKey.of(DESK, SALES_JID))
        .flatMap(ContactRecord::presence)
        .orElseThrow()
        .shown();
  }

  private Session session(SessionName name) {
    return sessions.find(name).orElseThrow();
  }

  @Test
  void whoStartsAndStopsIsShownAsItIsThen() {
    Result started = carryOut.carryOut(new Command.StartSession(SALES));
    assertThat(started).isEqualTo(new Result.Became(session(SALES)));
    assertThat(session(SALES).status().isConnected()).isTrue();

    Result stopped = carryOut.carryOut(new Command.StopSession(SALES));
    assertThat(stopped).isEqualTo(new Result.Became(session(SALES)));
    assertThat(session(SALES).status().isConnected()).isFalse();
  }

  @Test
  void whatASessionSaysIsSeenByWhoeverSubscribed() {
    carryOut.carryOut(new Command.StartSession(SALES));
    assertThat(carryOut.carryOut(new Command.SubscribePresence(DESK, SALES_JID))).isEqualTo(DONE);

    assertThat(carryOut.carryOut(new Command.SetPresence(SALES, Availability.AVAILABLE)))
        .isEqualTo(DONE);
    assertThat(seenByDesk()).isEqualTo(PresenceState.AVAILABLE);
    assertThat(carryOut.carryOut(new Command.SendTyping(SALES, DESK_JID, Typing.RECORDING)))
        .isEqualTo(DONE);
    assertThat(seenByDesk()).isEqualTo(PresenceState.RECORDING);
  }

  @Test
  void ofManyEachIsSubscribedOnceAndOneThatIsNoneHindersNoOther() {
    Result result =
        carryOut.carryOut(
            new Command.SubscribeMany(
                DESK, List.of("+5511999999999", "nobody", "5511999999999@c.us", "4711@lid")));

    assertThat(result)
        .isInstanceOfSatisfying(
            Result.Subscribed.class,
            subscribed ->
                assertThat(subscribed.wishes())
                    .satisfiesExactly(
                        first ->
                            assertThat(first).isEqualTo(new SubscribeResult.Granted(SALES_JID)),
                        bad ->
                            assertThat(bad)
                                .isInstanceOfSatisfying(
                                    SubscribeResult.NoJid.class,
                                    none -> assertThat(none.given()).isEqualTo("nobody")),
                        last ->
                            assertThat(last)
                                .isEqualTo(new SubscribeResult.Granted(Jid.lid("4711")))));
    assertThat(subscribers.contains(SALES_JID, DESK)).isTrue();
  }

  @Test
  void whatCannotBeDoneIsRefusedAndNothingIsDone() {
    assertThat(carryOut.carryOut(new Command.SetPresence(SALES, Availability.AVAILABLE)))
        .isEqualTo(NOT_CONNECTED);
    assertThat(carryOut.carryOut(new Command.StartSession(SHOP)))
        .isEqualTo(new Result.Refused(new Engine.Result.Cannot("waha")));
    assertThat(carryOut.carryOut(new Command.StopSession(NOBODY))).isEqualTo(NO_SESSION);
    assertThat(carryOut.carryOut(new Command.SubscribePresence(NOBODY, DESK_JID)))
        .isEqualTo(NO_SESSION);
    assertThat(carryOut.carryOut(new Command.SubscribeMany(NOBODY, List.of("nobody"))))
        .isEqualTo(NO_SESSION);
  }

  @Test
  void whatIsKnownToBeRefusedIsNotPossible() {
    Command available = new Command.SetPresence(SALES, Availability.AVAILABLE);
    assertThat(carryOut.isPossible(available)).isFalse();
    assertThat(carryOut.isPossible(new Command.SubscribePresence(SALES, DESK_JID))).isTrue();
    assertThat(carryOut.isPossible(new Command.StartSession(NOBODY))).isFalse();

    carryOut.carryOut(new Command.StartSession(SALES));

    assertThat(carryOut.isPossible(available)).isTrue();
  }
}
