package dev.presently.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import dev.presently.core.command.Command;
import dev.presently.core.command.CommandOutcome;
import dev.presently.core.command.SubscribeResult;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.PresenceState;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.wiring.InMemoryPorts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExecuteCommandTest {
  private static final SessionName SALES = new SessionName("sales");
  private static final SessionName DESK = new SessionName("desk");
  private static final SessionName SHOP = new SessionName("shop");
  private static final SessionName NOBODY = new SessionName("nobody");
  private static final Jid SALES_JID = Jid.phone("5511999999999");
  private static final Jid DESK_JID = Jid.phone("5511888888888");

  private final InMemoryPorts ports = new InMemoryPorts();
  private final ExecuteCommand commands = ports.useCases().executeCommand();

  @BeforeEach
  void twoSessions() {
    ports.sessions.save(Optional.empty(), Examples.loopback("sales", "+5511999999999"));
    ports.sessions.save(Optional.empty(), Examples.loopback("desk", "+5511888888888"));
    ports.sessions.save(Optional.empty(), Examples.remote("shop", "+5511777777777"));
  }

  private PresenceState seenByDesk() {
    return ports
        .presences
        .find(PresenceKey.of(DESK, SALES_JID))
        .flatMap(ContactRecord::presence)
        .orElseThrow()
        .state();
  }

  private Session session(SessionName name) {
    return ports.sessions.find(name).orElseThrow();
  }

  @Test
  void whoStartsAndStopsIsShownAsItIsThen() {
    CommandOutcome started = commands.execute(new Command.StartSession(SALES, Optional.empty()));
    assertThat(started).isEqualTo(new CommandOutcome.StatusChanged(session(SALES)));
    assertThat(session(SALES).status().isConnected()).isTrue();

    CommandOutcome stopped = commands.execute(new Command.StopSession(SALES));
    assertThat(stopped).isEqualTo(new CommandOutcome.StatusChanged(session(SALES)));
    assertThat(session(SALES).status().isConnected()).isFalse();
  }

  @Test
  void subscribersSeeTheSessionsPresence() {
    commands.execute(new Command.StartSession(SALES, Optional.empty()));
    assertThat(commands.execute(new Command.SubscribePresence(DESK, SALES_JID)))
        .isEqualTo(new CommandOutcome.Done(DESK));

    assertThat(commands.execute(new Command.SetPresence(SALES, Availability.AVAILABLE)))
        .isEqualTo(new CommandOutcome.Done(SALES));
    assertThat(seenByDesk()).isEqualTo(PresenceState.AVAILABLE);
    assertThat(commands.execute(new Command.SendTyping(SALES, DESK_JID, Typing.RECORDING)))
        .isEqualTo(new CommandOutcome.Done(SALES));
    assertThat(seenByDesk()).isEqualTo(PresenceState.RECORDING);
  }

  @Test
  void ofManyEachIsSubscribedOnceAndOneThatIsNoneHindersNoOther() {
    CommandOutcome outcome =
        commands.execute(
            new Command.SubscribeMany(
                DESK, List.of("+5511999999999", "nobody", "5511999999999@c.us", "4711@lid")));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            CommandOutcome.Subscribed.class,
            subscribed ->
                assertThat(subscribed.results())
                    .satisfiesExactly(
                        first ->
                            assertThat(first).isEqualTo(new SubscribeResult.Subscribed(SALES_JID)),
                        bad ->
                            assertThat(bad)
                                .isInstanceOfSatisfying(
                                    SubscribeResult.Invalid.class,
                                    invalid -> assertThat(invalid.chatId()).isEqualTo("nobody")),
                        last ->
                            assertThat(last)
                                .isEqualTo(new SubscribeResult.Subscribed(Jid.lid("4711")))));
    assertThat(ports.subscribers.contains(SALES_JID, DESK)).isTrue();
  }

  @Test
  void whatCannotBeDoneIsRefusedAndNothingIsDone() {
    assertThat(commands.execute(new Command.SetPresence(SALES, Availability.AVAILABLE)))
        .isEqualTo(new CommandOutcome.NotConnected(SALES));
    assertThat(commands.execute(new Command.SetPresence(SHOP, Availability.AVAILABLE)))
        .isEqualTo(new CommandOutcome.NotConnected(SHOP));
  }

  @Test
  void everyCommandOfAnUnknownSessionIsRefused() {
    assertThat(
            Stream.of(
                new Command.StartSession(NOBODY, Optional.empty()),
                new Command.StopSession(NOBODY),
                new Command.SetPresence(NOBODY, Availability.AVAILABLE),
                new Command.SendTyping(NOBODY, DESK_JID, Typing.PAUSED),
                new Command.SubscribePresence(NOBODY, DESK_JID),
                new Command.SubscribeMany(NOBODY, List.of("nobody"))))
        .allSatisfy(
            command ->
                assertThat(commands.execute(command))
                    .isEqualTo(new CommandOutcome.NoSuchSession(NOBODY)));
  }

  @Test
  void whatIsKnownToBeRefusedIsNotPossible() {
    Command available = new Command.SetPresence(SALES, Availability.AVAILABLE);
    assertThat(commands.isPossible(available)).isFalse();
    assertThat(commands.isPossible(new Command.SubscribePresence(SALES, DESK_JID))).isTrue();
    assertThat(commands.isPossible(new Command.StartSession(NOBODY, Optional.empty()))).isFalse();

    commands.execute(new Command.StartSession(SALES, Optional.empty()));

    assertThat(commands.isPossible(available)).isTrue();
  }
}
