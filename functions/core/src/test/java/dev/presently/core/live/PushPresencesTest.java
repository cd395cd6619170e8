package dev.presently.core.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import dev.presently.core.access.ApiKey;
import dev.presently.core.access.ClientId;
import dev.presently.core.access.EphemeralId;
import dev.presently.core.access.Grant;
import dev.presently.core.access.KeyTexts;
import dev.presently.core.client.ClientAction;
import dev.presently.core.client.ClientRules;
import dev.presently.core.client.ClientToken;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.live.PushPresences.Changed;
import dev.presently.core.presence.ApplyReport;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Change;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.Report;
import dev.presently.core.session.Secret;
import dev.presently.core.session.SessionName;
import dev.presently.core.wiring.InMemoryPorts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushPresencesTest {
  private static final SessionName SHOP = new SessionName("shop");
  private static final Jid MARIA = Jid.phone("5511999999999");
  private static final Jid LID = Jid.lid("77");
  private static final Jid GROUP = Jid.parse("120363040000000000@g.us");
  private static final ConnectionId ONE = new ConnectionId("one=");
  private static final ConnectionId TWO = new ConnectionId("two=");
  private static final Secret TOKEN_KEY = new Secret("k".repeat(43));

  private final InMemoryPorts world = new InMemoryPorts();
  private final List<Changed> changes = new ArrayList<>();

  @Test
  void allChangesComeInOrderAndTheirFirstBeforeState() {
    rules(Set.of(ClientAction.READ_PRESENCE), true, TOKEN_KEY);
    watch(ONE, MARIA);
    report(Availability.AVAILABLE);
    report(Availability.UNAVAILABLE);

    push();

    assertThat(world.liveSender.sentTo(ONE))
        .containsExactly(
            MARIA + " available 1 after unknown", MARIA + " unavailable 2 after available");
    assertThat(world.liveSender.sentTo(TWO)).isEmpty();
  }

  @Test
  void aContactIsFoundByEachOfItsAddressesAndToldOnce() {
    rules(Set.of(ClientAction.READ_PRESENCE), true, TOKEN_KEY);
    watch(ONE, MARIA, LID);
    watch(TWO, LID);
    report(Identity.of(MARIA, LID, Identity.Mode.PN), Optional.empty(), Availability.AVAILABLE);

    push();

    for (ConnectionId connection : List.of(ONE, TWO)) {
      assertThat(world.liveSender.sentTo(connection))
          .containsExactly(MARIA + " available 1 after unknown");
    }
  }

  @Test
  void aGroupIsToldOnceForABatchAsItIsNow() {
    rules(Set.of(ClientAction.READ_PRESENCE), true, TOKEN_KEY);
    watch(ONE, GROUP);
    watch(TWO, MARIA);
    report(Identity.of(MARIA), Optional.of(GROUP), Availability.AVAILABLE);
    report(Identity.of(LID), Optional.of(GROUP), Availability.UNAVAILABLE);

    push();

    assertThat(world.liveSender.sentTo(ONE)).containsExactly(GROUP + " available 0");
    assertThat(world.liveSender.sentTo(TWO)).isEmpty();
  }

  @Test
  void manyPagesOfWatchersAreTold() {
    rules(Set.of(ClientAction.READ_PRESENCE), true, TOKEN_KEY);
    List<ConnectionId> all =
        IntStream.range(0, 1_201).mapToObj(i -> new ConnectionId("c" + i)).toList();
    all.forEach(connection -> watch(connection, MARIA));
    report(Availability.AVAILABLE);

    push();

    assertThat(all).allSatisfy(one -> assertThat(world.liveSender.sentTo(one)).hasSize(1));
  }

  @Test
  void aConnectionThatIsGoneIsForgottenAndTheOthersAreTold() {
    rules(Set.of(ClientAction.READ_PRESENCE), true, TOKEN_KEY);
    watch(ONE, MARIA, GROUP);
    watch(TWO, MARIA);
    world.liveSender.answer(ONE, LiveSender.Result.GONE);
    report(Availability.AVAILABLE);

    push();

    assertThat(world.liveSender.isClosed(ONE)).isFalse();
    assertForgotten(ONE, MARIA, GROUP);
    assertThat(world.liveSender.sentTo(TWO)).hasSize(1);
  }

  @Test
  void aConnectionThatDoesNotTakeAMessageIsClosed() {
    rules(Set.of(ClientAction.READ_PRESENCE), true, TOKEN_KEY);
    watch(ONE, MARIA);
    watch(TWO, MARIA);
    world.liveSender.answer(ONE, LiveSender.Result.FAILED);
    report(Availability.AVAILABLE);

    push();

    assertThat(world.liveSender.isClosed(ONE)).isTrue();
    assertForgotten(ONE, MARIA);
    assertThat(world.liveSender.sentTo(TWO)).hasSize(1);
  }

  @Test
  void whoWatchesALidThatAnotherHasReplacedIsToldUnderItUntilItMoves() {
    rules(Set.of(ClientAction.READ_PRESENCE), true, TOKEN_KEY);
    Jid former = Jid.lid("76");
    report(Identity.of(MARIA, former, Identity.Mode.PN), Optional.empty(), Availability.AVAILABLE);
    report(Identity.of(MARIA, LID, Identity.Mode.PN), Optional.empty(), Availability.UNAVAILABLE);
    changes.clear();
    watch(ONE, former);
    world
        .useCases()
        .receiveMessage()
        .watch(ONE, List.of(new WatchedChat(SHOP, former), new WatchedChat(SHOP, MARIA, former)));
    report(Availability.AVAILABLE);

    push();

    assertThat(world.liveSender.sentTo(ONE))
        .containsExactly(MARIA + " available 3 watched as 76@lid after unavailable");

    report(
        Identity.of(Jid.phone("5511888888888"), former, Identity.Mode.PN),
        Optional.empty(),
        Availability.AVAILABLE);
    changes.clear();
    report(Availability.UNAVAILABLE);
    push();

    assertThat(world.liveSender.sentTo(ONE)).hasSize(1);
    assertThat(
            world.connections.watchers(new WatchedChat(SHOP, MARIA), Optional.empty(), 9).items())
        .isEmpty();
  }

  @Test
  void whoWatchesByTwoNamesIsToldOnceAndInOrderOnWhateverPages() {
    rules(Set.of(ClientAction.READ_PRESENCE), true, TOKEN_KEY);
    IntStream.range(0, 501).forEach(i -> watch(new ConnectionId("c" + i), MARIA));
    ConnectionId last = new ConnectionId("last=");
    watch(last, MARIA, LID);
    report(Availability.AVAILABLE);
    report(Identity.of(MARIA, LID, Identity.Mode.PN), Optional.empty(), Availability.UNAVAILABLE);

    push();

    assertThat(world.liveSender.sentTo(last))
        .containsExactly(
            MARIA + " available 1 watched as 77@lid after unknown",
            MARIA + " unavailable 2 after available");
  }

  @Test
  void aConnectionStaysWhereTooMuchIsSentAndTheRestIsLeft() {
    rules(Set.of(ClientAction.READ_PRESENCE), true, TOKEN_KEY);
    watch(ONE, MARIA);
    watch(TWO, MARIA);
    world.liveSender.answer(ONE, LiveSender.Result.BUSY);
    report(Availability.AVAILABLE);
    report(Availability.UNAVAILABLE);

    assertThat(push(Duration.ofSeconds(20))).isFalse();

    assertThat(world.liveSender.isClosed(ONE)).isFalse();
    assertThat(world.connections.find(ONE)).isPresent();
    assertThat(world.liveSender.sentTo(TWO)).hasSize(2);
    world.liveSender.answer(ONE, LiveSender.Result.SENT);
    assertThat(push(Duration.ofSeconds(20))).isTrue();
    assertThat(world.liveSender.sentTo(ONE)).hasSize(2);
  }

  @Test
  void connectionsThatTakeTimeDoNotUseUpMoreThanThereIs() {
    FakeLiveSender slow = new FakeLiveSender();
    InMemoryPorts ports =
        new InMemoryPorts() {
          @Override
          public LiveSender liveSender() {
            return new LiveSender() {
              @Override
              public Result send(ConnectionId connection, String message) {
                clock.advance(Duration.ofSeconds(2));
                return slow.send(connection, message);
              }

              @Override
              public void close(ConnectionId connection) {
                slow.close(connection);
              }
            };
          }
        };
    ApiKey key =
        ApiKey.create(
            KeyTexts.text(1).hash(),
            "a server",
            Grant.everything(),
            600,
            ports.clock.instant(),
            Optional.empty());
    ports.keys.save(key);
    List<WatchedChat> maria = List.of(new WatchedChat(SHOP, MARIA));
    List<ConnectionId> all =
        IntStream.range(0, 200).mapToObj(i -> new ConnectionId("c" + i)).toList();
    for (ConnectionId connection : all) {
      ports.connections.save(
          Connection.opened(
              connection, new Viewer.OfKey(key.id()), Optional.empty(), ports.clock.instant()));
      ports.useCases().receiveMessage().watch(connection, maria);
    }
    report(Availability.AVAILABLE);

    assertThat(ports.useCases().pushPresences().push(changes, Duration.ofSeconds(17))).isFalse();

    assertThat(all).filteredOn(one -> !slow.sentTo(one).isEmpty()).hasSizeBetween(1, 64);
    assertThat(all).allSatisfy(one -> assertThat(ports.connections.find(one)).isPresent());
  }

  @Test
  void rulesThatChangedCountAtTheNextChange() {
    rules(Set.of(ClientAction.READ_PRESENCE), true, TOKEN_KEY);
    watch(ONE, MARIA);
    report(Availability.AVAILABLE);
    world.clientRules.remove(SHOP);
    rules(Set.of(ClientAction.SEND_TYPING), true, TOKEN_KEY);

    push();

    assertEnded(ONE, 4403);
  }

  @Test
  void theTokenOfEarlierRulesEndsItsConnection() {
    rules(Set.of(ClientAction.READ_PRESENCE), true, new Secret("n".repeat(43)));
    watch(ONE, MARIA);
    report(Availability.AVAILABLE);

    push();

    assertEnded(ONE, 4401);
  }

  @Test
  void aTokenThatExpiredEndsItsConnection() {
    rules(Set.of(ClientAction.READ_PRESENCE), true, TOKEN_KEY);
    watch(ONE, MARIA);
    world.clock.advance(Duration.ofMinutes(15));
    report(Availability.AVAILABLE);

    push();

    assertEnded(ONE, 4401);
  }

  @Test
  void aKeyThatIsSwitchedOffEndsItsConnections() {
    ApiKey key =
        ApiKey.create(
            KeyTexts.text(1).hash(),
            "a server",
            Grant.everything(),
            600,
            world.clock.instant(),
            Optional.empty());
    world.keys.save(key);
    watch(ONE, new Viewer.OfKey(key.id()), MARIA);
    report(Availability.AVAILABLE);
    push();
    assertThat(world.liveSender.sentTo(ONE)).containsExactly(MARIA + " available 1 after unknown");

    world.keys.save(key.stored().changed("a server", false, 600));
    push();

    assertThat(world.liveSender.sentTo(ONE).getLast()).isEqualTo("end 4401");
    assertForgotten(ONE, MARIA);
  }

  @BeforeEach
  void begin() {
    world.sessions.save(Optional.empty(), Examples.loopback("shop"));
  }

  private void rules(Set<ClientAction> actions, boolean isEnabled, Secret tokenKey) {
    world.clientRules.add(new ClientRules(SHOP, actions, Set.of(), 0, 0, isEnabled, tokenKey));
  }

  private void watch(ConnectionId id, Jid... chats) {
    Instant end = world.clock.instant().plus(Duration.ofMinutes(15));
    watch(
        id,
        new Viewer.OfToken(
            new ClientToken(
                new ClientId(SHOP, new EphemeralId("u1")), Optional.of(Set.of(chats)), end),
            ClientRules.fingerprint(TOKEN_KEY),
            Optional.empty()),
        chats);
  }

  private void watch(ConnectionId id, Viewer viewer, Jid... chats) {
    Optional<Instant> end =
        viewer instanceof Viewer.OfToken token
            ? Optional.of(token.token().expiresAt())
            : Optional.empty();
    world.connections.save(Connection.opened(id, viewer, end, world.clock.instant()));
    world
        .useCases()
        .receiveMessage()
        .watch(id, List.of(chats).stream().map(chat -> new WatchedChat(SHOP, chat)).toList());
  }

  private void report(Availability availability) {
    report(Identity.of(MARIA), Optional.empty(), availability);
  }

  /** Applies it, and keeps what the stream would say. */
  private void report(Identity who, Optional<Jid> group, Availability availability) {
    PresenceKey key = new PresenceKey(SHOP, who.jid(), group);
    Optional<ContactRecord> before = world.presences.find(key);
    Report report = Report.about(who).with(availability);
    ApplyReport apply = world.useCases().applyReport();
    apply.apply(SHOP, group.map(report::in).orElse(report));
    ContactRecord after = world.presences.find(key).orElseThrow();
    Change change = Change.between(before, after).orElseThrow();
    changes.add(
        group
            .<Changed>map(chat -> new Changed.OfChat(new WatchedChat(SHOP, chat)))
            .orElseGet(() -> new Changed.OfContact(change, after)));
  }

  private void push() {
    assertThat(push(Duration.ofSeconds(20))).isTrue();
  }

  private boolean push(Duration within) {
    return world.useCases().pushPresences().push(changes, within);
  }

  private void assertEnded(ConnectionId id, int closeCode) {
    assertThat(world.liveSender.sentTo(id)).containsExactly("end " + closeCode);
    assertThat(world.liveSender.isClosed(id)).isTrue();
    assertForgotten(id, MARIA);
  }

  private void assertForgotten(ConnectionId id, Jid... chats) {
    assertThat(world.connections.find(id)).isEmpty();
    for (Jid chat : chats) {
      assertThat(
              world.connections.watchers(new WatchedChat(SHOP, chat), Optional.empty(), 9).items())
          .noneMatch(watch -> watch.connection().equals(id));
    }
  }
}
