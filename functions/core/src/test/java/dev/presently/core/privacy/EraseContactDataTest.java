package dev.presently.core.privacy;

import static dev.presently.core.delivery.DeliveryWorld.ERROR;
import static dev.presently.core.delivery.DeliveryWorld.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import dev.presently.core.command.CommandResult;
import dev.presently.core.command.CorrelationId;
import dev.presently.core.command.InMemoryCommandResultStore;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.DeliveryStatus.Word;
import dev.presently.core.delivery.DeliveryWorld;
import dev.presently.core.delivery.Event;
import dev.presently.core.delivery.Event.PresenceUpdate;
import dev.presently.core.delivery.SendDelivery;
import dev.presently.core.history.HistoryEntry;
import dev.presently.core.presence.ApplyReport;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Change;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.InMemoryPresenceStore;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.Report;
import dev.presently.core.privacy.EraseContactData.Erased;
import dev.presently.core.session.InMemorySessionStore;
import dev.presently.core.session.SessionName;
import dev.presently.core.subscription.InMemorySubscriberStore;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EraseContactDataTest {
  private static final SessionName SHOP = new SessionName("shop");
  private static final Jid BOB = Jid.phone("5511999990001");
  private static final Jid EVE = Jid.phone("5511999990002");
  private static final Jid LID = Jid.lid("99");
  private static final Jid GROUP = Jid.parse("120300000001@g.us");

  private final DeliveryWorld world = new DeliveryWorld();
  private final InMemoryPresenceStore presences = world.presences;
  private final InMemorySessionStore sessions = world.sessions;
  private final InMemorySubscriberStore subscribers = world.subscribers;
  private final InMemoryCommandResultStore commands = world.commandResults;
  private final ApplyReport reports = world.useCases().applyReport();
  private final CollectContactData collect = world.useCases().collectContactData();
  private final EraseContactData erase = world.useCases().eraseContactData();

  @BeforeEach
  void begin() {
    sessions.save(Optional.empty(), Examples.loopback(SHOP.value()));
    world.coalesces(false);
  }

  private Erased erase(Jid chat) {
    return erase.erase(SHOP, chat).orElseThrow();
  }

  private Delivery hears(Jid who, Availability what) {
    return hears(Report.about(Identity.of(who)).with(what));
  }

  /** The delivery of the change that the report makes. */
  private Delivery hears(Report report) {
    var key = new PresenceKey(SHOP, report.contact().jid(), report.group());
    Optional<ContactRecord> before = presences.find(key);
    reports.apply(SHOP, report);
    ContactRecord after = presences.find(key).orElseThrow();
    world.histories.save(HistoryEntry.between(before, after).stream().toList());
    Change change = Change.between(before, after).orElseThrow();
    return Delivery.of(
        new PresenceUpdate(change), ONE, "{\"of\":\"" + key.path() + "\"}", Optional.empty());
  }

  private SendDelivery.Result send(Delivery delivery) {
    return world.send.send(delivery, world.states.find(ONE), Optional.empty(), true);
  }

  private Word status(Delivery delivery) {
    return world.lanes.record(delivery.id()).orElseThrow().status().word();
  }

  @Test
  void whatWaitsIsNeverSentAndNothingIsKept() {
    world.answers(ERROR);
    send(hears(BOB, Availability.AVAILABLE));
    send(hears(BOB, Availability.UNAVAILABLE));
    assertThat(world.lanes.waiting(ONE)).isEqualTo(2);

    assertThat(erase(BOB)).isEqualTo(new Erased(1, 2));
    world.after(Duration.ofDays(1));
    world.drain();

    assertThat(world.requests).hasSize(1);
    assertThat(world.lanes.all()).isEmpty();
    assertThat(world.lanes.waiting(ONE)).isZero();
    assertThat(presences.find(PresenceKey.of(SHOP, BOB))).isEmpty();
    assertThat(erase(BOB)).isEqualTo(new Erased(0, 0));
  }

  @Test
  void whatComesOutOfTheQueueAfterwardsIsDropped() {
    Delivery delivered = hears(BOB, Availability.AVAILABLE);
    send(delivered);
    Delivery queued = hears(BOB, Availability.UNAVAILABLE);

    erase(BOB);

    assertThat(send(delivered).taken()).isEmpty();
    assertThat(send(queued).taken()).isEmpty();
    assertThat(world.requests).hasSize(1);
    assertThat(world.lanes.all()).isEmpty();
  }

  @Test
  void aFirstEventThatNoWebhookHasSeenIsDroppedToo() {
    Delivery queued = hears(BOB, Availability.AVAILABLE);

    erase(BOB);
    send(queued);

    assertThat(world.requests).isEmpty();
    assertThat(world.lanes.all()).isEmpty();
  }

  @Test
  void whatIsHeardLaterMakesNewEventsThatAreSent() {
    Delivery before = hears(BOB, Availability.AVAILABLE);
    send(before);
    erase(BOB);
    world.after(Duration.ofSeconds(1));

    Delivery after = hears(BOB, Availability.AVAILABLE);
    send(after);

    assertThat(after.event()).isNotEqualTo(before.event());
    assertThat(after.position().seq()).isEqualTo(before.position().seq());
    assertThat(status(after)).isEqualTo(Word.DELIVERED);
    assertThat(world.requests).hasSize(2);
  }

  @Test
  void anAttemptThatFailsMeanwhileIsNotRepeated() {
    Delivery delivery = hears(BOB, Availability.AVAILABLE);
    world.answers(ERROR);
    world.during(() -> erase(BOB));

    send(delivery);
    world.after(Duration.ofDays(1));
    world.drain();

    assertThat(world.requests).hasSize(1);
    assertThat(world.lanes.all()).isEmpty();
  }

  @Test
  void aRetryThatFailsMeanwhileIsNotRepeated() {
    world.answers(ERROR, ERROR);
    send(hears(BOB, Availability.AVAILABLE));
    world.after(Duration.ofMinutes(1));
    world.during(() -> erase(BOB));

    world.drain();
    world.after(Duration.ofDays(1));
    world.drain();

    assertThat(world.requests).hasSize(2);
    assertThat(world.lanes.all()).isEmpty();
  }

  @Test
  void anAttemptThatArrivesMeanwhileIsNotedUntilItIsForgottenAgain() {
    Delivery delivery = hears(BOB, Availability.AVAILABLE);
    world.during(() -> erase(BOB));
    send(delivery);
    assertThat(status(delivery)).isEqualTo(Word.DELIVERED);

    assertThat(erase(BOB)).isEqualTo(new Erased(0, 1));

    assertThat(world.lanes.all()).isEmpty();
  }

  @Test
  void aPersonIsForgottenUnderEveryAddressAndInEveryGroup() {
    send(hears(LID, Availability.AVAILABLE));
    var both = Identity.of(BOB, LID, Identity.Mode.PN);
    send(hears(Report.about(both).with(Availability.UNAVAILABLE)));
    send(hears(Report.about(both).in(GROUP).with(Availability.AVAILABLE)));
    Delivery other = hears(Report.about(Identity.of(EVE)).in(GROUP).with(Availability.AVAILABLE));
    send(other);
    subscribers.add(BOB, SHOP);
    subscribers.add(LID, SHOP);

    assertThat(erase(LID)).isEqualTo(new Erased(2, 3));

    assertThat(world.histories.size()).isEqualTo(1);
    assertThat(world.lanes.all()).hasSize(1);
    assertThat(status(other)).isEqualTo(Word.DELIVERED);
    assertThat(presences.find(PresenceKey.of(SHOP, LID))).isEmpty();
    assertThat(presences.group(SHOP, GROUP)).hasSize(1);
    assertThat(subscribers.of(BOB)).isEmpty();
    assertThat(subscribers.of(LID)).isEmpty();
  }

  @Test
  void whatWaitsFromBeforeTheLinkInAGroupIsErasedWithThePerson() {
    waitsUnderALidThatIsThenLinked();

    assertThat(erase(BOB)).isEqualTo(new Erased(2, 1));

    nothingMoreIsSent();
  }

  @Test
  void whatWaitsUnderAFormerLidInAGroupIsErasedWithThePerson() {
    waitsUnderALidThatIsThenLinked();
    var changed = Identity.of(BOB, Jid.lid("98"), Identity.Mode.PN);
    reports.apply(SHOP, Report.about(changed).with(Availability.AVAILABLE));

    assertThat(erase(BOB)).isEqualTo(new Erased(2, 1));

    nothingMoreIsSent();
  }

  @Test
  void whatWaitsFromBeforeTheLinkOfAParticipantIsErasedWithTheGroup() {
    waitsUnderALidThatIsThenLinked();

    assertThat(erase(GROUP)).isEqualTo(new Erased(1, 1));

    nothingMoreIsSent();
  }

  @Test
  void whatWaitsUnderAFormerLidOfAParticipantIsErasedWithTheGroup() {
    waitsUnderALidThatIsThenLinked();
    var changed = Identity.of(BOB, Jid.lid("98"), Identity.Mode.PN);
    reports.apply(SHOP, Report.about(changed).with(Availability.AVAILABLE));

    assertThat(erase(GROUP)).isEqualTo(new Erased(1, 1));

    nothingMoreIsSent();
  }

  private void waitsUnderALidThatIsThenLinked() {
    world.answers(ERROR);
    send(hears(Report.about(Identity.of(LID)).in(GROUP).with(Availability.AVAILABLE)));
    var both = Identity.of(BOB, LID, Identity.Mode.PN);
    reports.apply(SHOP, Report.about(both).with(Availability.AVAILABLE));
    assertThat(presences.group(SHOP, GROUP))
        .extracting(record -> record.key().contact())
        .containsExactly(BOB);
  }

  private void nothingMoreIsSent() {
    world.after(Duration.ofDays(1));
    world.drain();
    assertThat(world.requests).hasSize(1);
    assertThat(world.lanes.all()).isEmpty();
    assertThat(world.histories.size()).isZero();
  }

  @Test
  void aGroupIsForgottenWithItsParticipantsThereAndNowhereElse() {
    send(hears(Report.about(Identity.of(BOB)).in(GROUP).with(Availability.AVAILABLE)));
    Delivery alone = hears(BOB, Availability.AVAILABLE);
    send(alone);

    assertThat(erase(GROUP)).isEqualTo(new Erased(1, 1));
    assertThat(world.histories.size()).isEqualTo(1);

    assertThat(presences.group(SHOP, GROUP)).isEmpty();
    assertThat(presences.find(PresenceKey.of(SHOP, BOB))).isPresent();
    assertThat(status(alone)).isEqualTo(Word.DELIVERED);
  }

  @Test
  void resultsOfCommandsThatNameTheContactGoWithTheirEvents() {
    var named =
        new CommandResult(
            CorrelationId.of("1"), SHOP, true, "[\"+5511999990001\"]", world.clock.instant());
    var other =
        new CommandResult(
            CorrelationId.of("2"), SHOP, true, "[\"+5511999990002\"]", world.clock.instant());
    commands.save(named);
    commands.save(other);
    world.answers(ERROR);
    send(
        Delivery.of(
            new Event.CommandEnded(named),
            ONE,
            "{\"result\":[\"+5511999990001\"]}",
            Optional.empty()));

    assertThat(erase(BOB)).isEqualTo(new Erased(0, 1));

    assertThat(commands.results()).containsExactly(other);
    assertThat(world.lanes.all()).isEmpty();
    assertThat(world.lanes.waiting(ONE)).isZero();
  }

  @Test
  void anotherSessionKeepsWhatItHolds() {
    var desk = PresenceKey.of(new SessionName("desk"), BOB);
    reports.apply(desk.session(), Report.about(Identity.of(BOB)).with(Availability.AVAILABLE));

    erase(BOB);

    assertThat(presences.find(desk)).isPresent();
    assertThat(erase.erase(new SessionName("nobody"), BOB)).isEmpty();
  }

  @Test
  void whatIsListedOfAContactIsWhatWouldBeForgotten() {
    world.answers(ERROR);
    send(hears(BOB, Availability.AVAILABLE));
    send(hears(EVE, Availability.AVAILABLE));
    var kept = world.useCases().laneDeliveries();

    assertThat(
            kept.list(SHOP, collect.collect(SHOP, BOB).presenceLanes(), Optional.empty(), 10)
                .items())
        .singleElement()
        .satisfies(record -> assertThat(record.delivery().body()).contains(BOB.toString()));
  }
}
