package dev.presently.core.engine;

import static dev.presently.core.delivery.DeliveryWorld.ERROR;
import static dev.presently.core.delivery.DeliveryWorld.ONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.core.Examples;
import dev.presently.core.client.ClientRules;
import dev.presently.core.command.CommandResult;
import dev.presently.core.command.CorrelationId;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.DeliveryWorld;
import dev.presently.core.delivery.Event;
import dev.presently.core.delivery.Event.PresenceUpdate;
import dev.presently.core.history.HistoryEntry;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Change;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.Report;
import dev.presently.core.session.Secret;
import dev.presently.core.session.SessionName;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left of a removed session's deliveries at a webhook of all sessions. */
class RemoveSessionTest {
  private static final SessionName SHOP = new SessionName("shop");
  private static final SessionName DESK = new SessionName("desk");
  private static final Jid BOB = Jid.phone("5511999990001");
  private static final Jid LID = Jid.lid("99");
  private static final Jid GROUP = Jid.parse("120300000001@g.us");

  private final DeliveryWorld world = new DeliveryWorld();
  private final RemoveSession removeSession = world.useCases().removeSession();

  @BeforeEach
  void begin() {
    world.sessions.save(Optional.empty(), Examples.loopback(SHOP.value()));
    world.coalesces(false);
  }

  private Delivery hears(SessionName session, Report report) {
    var key = new PresenceKey(session, report.contact().jid(), report.group());
    Optional<ContactRecord> before = world.presences.find(key);
    world.useCases().applyReport().apply(session, report);
    ContactRecord after = world.presences.find(key).orElseThrow();
    world.histories.save(HistoryEntry.between(before, after).stream().toList());
    return delivery(new PresenceUpdate(Change.between(before, after).orElseThrow()));
  }

  private static Delivery delivery(Event event) {
    return Delivery.of(event, ONE, "{}", Optional.empty());
  }

  private static Report bob(Availability availability) {
    return Report.about(Identity.of(BOB)).with(availability);
  }

  private Optional<DeliveryRecord> send(Delivery delivery) {
    return world.send.send(delivery, world.states.find(ONE), Optional.empty(), true).taken();
  }

  @Test
  void deliveriesOfADeletedSessionStayed() {
    send(hears(SHOP, bob(Availability.AVAILABLE)));
    send(hears(SHOP, bob(Availability.AVAILABLE).in(GROUP)));
    send(hears(SHOP, Report.about(Identity.of(LID)).with(Availability.AVAILABLE)));
    var result = new CommandResult(CorrelationId.of("1"), SHOP, true, "{}", world.clock.instant());
    world.commandResults.save(result);
    send(delivery(new Event.CommandEnded(result)));
    assertThat(world.lanes.all()).hasSize(4);

    removeSession.remove(SHOP);

    assertThat(world.lanes.all()).isEmpty();
    assertThat(world.commandResults.results()).isEmpty();
  }

  @Test
  void whatWaitedOrWasQueuedForADeletedSessionIsNotSent() {
    world.answers(ERROR);
    send(hears(SHOP, bob(Availability.AVAILABLE)));
    Delivery queued = hears(SHOP, bob(Availability.UNAVAILABLE));

    removeSession.remove(SHOP);
    world.after(Duration.ofDays(1));
    world.drain();

    assertThat(send(queued)).isEmpty();
    assertThat(world.requests).hasSize(1);
    assertThat(world.lanes.waiting(ONE)).isZero();
  }

  @Test
  void anEventBeforeItsAddressesWereLinkedIsForgottenToo() {
    send(hears(SHOP, Report.about(Identity.of(LID)).with(Availability.AVAILABLE)));
    var linked = Identity.of(BOB, LID, Identity.Mode.PN);
    send(hears(SHOP, Report.about(linked).with(Availability.UNAVAILABLE)));

    removeSession.remove(SHOP);

    assertThat(world.lanes.all()).isEmpty();
    assertThat(world.histories.size()).isZero();
  }

  @Test
  void anotherSessionsDeliveriesAndTheNextSessionsStay() {
    send(hears(DESK, bob(Availability.AVAILABLE)));
    removeSession.remove(SHOP);
    world.after(Duration.ofSeconds(1));
    world.sessions.save(Optional.empty(), Examples.loopback(SHOP.value()));

    send(hears(SHOP, bob(Availability.AVAILABLE)));

    assertThat(world.histories.size()).isEqualTo(2);
    assertThat(world.lanes.all())
        .extracting(record -> record.delivery().session())
        .containsExactlyInAnyOrder(Optional.of(DESK), Optional.of(SHOP));
  }

  @Test
  void whatIsWrittenWhileTheSessionIsRemovedIsNotInherited() {
    afterRemovals(3, this::writesAll);

    assertThat(removeSession.remove(SHOP)).isTrue();

    nothingIsLeft();
  }

  @Test
  void aRemovalThatWasCutShortAfterTheSessionIsCompletedByTheNext() {
    afterRemovals(
        3,
        () -> {
          writesAll();
          afterRemovals(2, this::crash);
        });
    assertThatThrownBy(() -> removeSession.remove(SHOP)).isInstanceOf(IllegalStateException.class);
    assertThat(world.sessions.find(SHOP)).isEmpty();
    assertThat(world.presences.list(SHOP, Optional.empty(), 1).items()).isNotEmpty();

    assertThat(removeSession.remove(SHOP)).isFalse();

    nothingIsLeft();
  }

  /** A report, a subscription, a command and a webhook, all of which found the session. */
  private void writesAll() {
    world.clientRules.add(
        new ClientRules(SHOP, Set.of(), Set.of(), 60, 0, true, new Secret("the-key-of-tokens")));
    send(hears(SHOP, bob(Availability.AVAILABLE)));
    world.useCases().engines().find(SHOP).orElseThrow().subscribe(LID);
    world.commandResults.save(
        new CommandResult(CorrelationId.of("1"), SHOP, true, "{}", world.clock.instant()));
    world.webhooks.save(Examples.webhook(2, Optional.of(SHOP)));
  }

  private void nothingIsLeft() {
    assertThat(world.presences.list(SHOP, Optional.empty(), 1).items()).isEmpty();
    assertThat(world.subscribers.of(LID)).isEmpty();
    assertThat(world.commandResults.results()).isEmpty();
    assertThat(world.webhooks.of(Optional.of(SHOP))).isEmpty();
    assertThat(world.clientRules.find(SHOP)).isEmpty();
    assertThat(world.histories.size()).isZero();
    assertThat(world.lanes.all()).isEmpty();
  }

  /** Of an empty session: contacts, client rules, tending, own presence, and then itself. */
  private void afterRemovals(int number, Runnable other) {
    world.after("remove", number == 1 ? other : () -> afterRemovals(number - 1, other));
  }

  private void crash() {
    throw new IllegalStateException();
  }

  @Test
  void aRemovalThatWasCutShortContinues() {
    for (int i = 0; i < 250; i++) {
      Jid contact = Jid.phone(Long.toString(5_511_000_000_000L + i));
      send(hears(SHOP, Report.about(Identity.of(contact)).with(Availability.AVAILABLE)));
    }
    world.cutOffAfter("remove", () -> removeSession.remove(SHOP));
    assertThat(world.sessions.find(SHOP)).isPresent();

    assertThat(removeSession.remove(SHOP)).isTrue();

    assertThat(world.lanes.all()).isEmpty();
    assertThat(world.sessions.find(SHOP)).isEmpty();
  }
}
