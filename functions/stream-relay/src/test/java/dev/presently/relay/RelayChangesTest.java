package dev.presently.relay;

import static dev.presently.relay.Images.contact;
import static dev.presently.relay.Images.heard;
import static dev.presently.relay.Images.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.adapters.json.EventJson;
import dev.presently.adapters.log.Log;
import dev.presently.core.DependencyFailed;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.FanOut;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.TimerQueue;
import dev.presently.core.presence.TimerQueue.Timer;
import dev.presently.core.subscription.Subscription;
import dev.presently.testkit.Examples;
import dev.presently.testkit.InMemoryDeliveryQueue;
import dev.presently.testkit.InMemoryPresenceStore;
import dev.presently.testkit.InMemoryTimerQueue;
import dev.presently.testkit.InMemoryWebhookStore;
import dev.presently.testkit.TestClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayChangesTest {
  private static final String ANA = "5511999990001@s.whatsapp.net";
  private static final String BOB = "5511999990002@s.whatsapp.net";
  private static final String GROUP = "120363025246125486@g.us";
  private static final String SINCE = "2026-03-02T10:00:00Z";
  private static final String UNTIL = "2026-03-02T10:00:25Z";

  private final InMemoryPresenceStore presences = new InMemoryPresenceStore();
  private final InMemoryWebhookStore webhooks = new InMemoryWebhookStore();
  private final InMemoryDeliveryQueue queue = new InMemoryDeliveryQueue();
  private final InMemoryTimerQueue timers = new InMemoryTimerQueue();
  private final RelayChanges relay = relay("Presence", "Registry", timers);

  @BeforeEach
  void register() {
    webhooks.save(Examples.webhook(1));
  }

  @Test
  void aBatchAsLambdaHandsItOverIsToldInOrder() {
    RelayChanges deployed = relay("PresenceTable", "RegistryTable", timers);

    assertThat(Invocation.failures(deployed, Invocation.sample("relay-changes.json"))).isEmpty();

    assertThat(bodies())
        .satisfiesExactly(
            body -> assertThat(body).contains("\"previous\":\"unavailable\",\"seq\":7"),
            body -> assertThat(body).contains("\"previous\":\"available\",\"seq\":8"),
            body -> assertThat(body).contains("\"payload\":{\"status\":\"CONNECTED\"}"));
    assertThat(timers.timers())
        .containsExactly(
            new Timer(
                Examples.key("sales", "5511999999999"),
                Instant.parse("2026-01-15T10:30:01Z"),
                Instant.parse("2026-01-15T10:30:26Z")));
  }

  @Test
  void aReplayMakesTheSameEventsOnceMore() {
    Stream batch = Stream.of().inserted(heard(ANA, 1, "available"));

    batch.failuresOf(relay);
    batch.failuresOf(relay);

    assertThat(queue.deliveries()).hasSize(1);
  }

  @Test
  void anEqualSeqTellsNothing() {
    Images before = heard(ANA, 3, "available");

    assertThat(
            Stream.of()
                .changed(before, before.with("heardAt", "2026-03-02T10:00:01Z"))
                .changed(before.composing(SINCE, UNTIL), before.composing(SINCE, UNTIL))
                .inserted(contact(BOB).with("subscribedAt", SINCE).with("renewedAt", SINCE))
                .failuresOf(relay))
        .isEmpty();
    assertThat(queue.deliveries()).isEmpty();
    assertThat(timers.timers()).isEmpty();
  }

  @Test
  void whatIsRemovedOrLeadsElsewhereTellsNothing() {
    assertThat(
            Stream.of()
                .removed(heard(ANA, 3, "available"))
                .changed(
                    heard("4711@lid", 2, "available"),
                    new Images(Map.of("pk", "sales", "sk", "4711@lid", "leadsTo", ANA)))
                .failuresOf(relay))
        .isEmpty();
    assertThat(queue.deliveries()).isEmpty();
  }

  @Test
  void whatASessionNoLongerSubscribesToIsSilentAndStillTimed() {
    Images ended =
        heard(ANA, 1, "available")
            .composing(SINCE, UNTIL)
            .with("subscribedAt", SINCE)
            .with("renewedAt", SINCE)
            .with("endedAt", SINCE);

    assertThat(Stream.of().inserted(ended).inserted(heard(BOB, 1, "available")).failuresOf(relay))
        .isEmpty();
    assertThat(bodies()).singleElement().asString().contains(BOB);
    assertThat(timers.timers()).hasSize(1);
  }

  @Test
  void aParticipantIsAsSilentAsItsGroup() {
    PresenceKey group = Examples.key("sales", GROUP);
    Subscription subscription = Subscription.begin(TestClock.START);
    presences.save(Examples.contact("sales", GROUP).with(subscription.end(Instant.EPOCH)));
    Stream batch =
        Stream.of()
            .inserted(heard(GROUP + "#" + ANA, 1, "available"))
            .inserted(heard(GROUP + "#" + BOB, 1, "available"));

    assertThat(batch.failuresOf(relay)).isEmpty();
    assertThat(queue.deliveries()).isEmpty();

    presences.save(presences.find(group).orElseThrow().with(subscription));
    assertThat(batch.failuresOf(relay)).isEmpty();
    assertThat(queue.deliveries()).hasSize(2);
  }

  @Test
  void aParticipantsChangeBeforeTheEndOfTheSubscriptionIsTold() {
    Subscription ended =
        Subscription.begin(Instant.EPOCH).end(Instant.parse("2100-01-01T00:00:00Z"));
    presences.save(Examples.contact("sales", GROUP).with(ended));

    Stream.of().inserted(heard(GROUP + "#" + ANA, 1, "available")).failuresOf(relay);

    assertThat(queue.deliveries()).hasSize(1);
  }

  @Test
  void aTimerIsArmedWhenAnActivityBeginsAndNotWhenItGoesOn() {
    Images idle = heard(ANA, 1, "available");
    Images composing = heard(ANA, 2, "available").composing(SINCE, UNTIL);
    Images recording =
        heard(ANA, 3, "available")
            .composing(SINCE, "2026-03-02T10:00:30Z")
            .with("activity", "recording");

    Stream.of().changed(idle, composing).changed(composing, recording).failuresOf(relay);

    assertThat(timers.timers())
        .containsExactly(
            new Timer(Examples.key("sales", ANA), Instant.parse(SINCE), Instant.parse(UNTIL)));
    assertThat(queue.deliveries()).hasSize(2);
  }

  @Test
  void aSessionTellsWhenItsStatusDiffers() {
    Images never = session("disconnected");
    Images stopped = session("disconnected").with("reason", "manual_stop").with("revision", 3L);

    assertThat(
            Stream.of()
                .sessionInserted(never)
                .sessionChanged(never, never.with("pushName", "Sales"))
                .sessionChanged(never, session("connected"))
                .sessionChanged(session("connected"), stopped)
                .record("Registry", Optional.of(stopped), Optional.empty())
                .failuresOf(relay))
        .isEmpty();

    assertThat(bodies())
        .satisfiesExactly(
            body -> assertThat(body).contains("{\"status\":\"CONNECTED\"}"),
            body ->
                assertThat(body)
                    .contains("{\"status\":\"DISCONNECTED\",\"statusReason\":\"MANUAL_STOP\"}"));
  }

  @Test
  void aSessionThatIsCreatedConnectedTells() {
    Stream.of().sessionInserted(session("connected")).failuresOf(relay);

    assertThat(queue.deliveries()).hasSize(1);
  }

  @Test
  void whatComesBeforeARecordThatCannotBeReadIsTold() {
    Images poison = contact(BOB).with("seq", "seven");

    assertThat(
            Stream.of()
                .inserted(heard(ANA, 1, "available"))
                .inserted(poison)
                .inserted(heard(BOB, 1, "available"))
                .failuresOf(relay))
        .containsExactly("2");
    assertThat(bodies()).singleElement().asString().contains(ANA);
  }

  @Test
  void aRecordOfAnotherTableIsNotPassedOver() {
    assertThat(
            Stream.of()
                .record("History", Optional.empty(), Optional.of(heard(ANA, 1, "available")))
                .failuresOf(relay))
        .containsExactly("1");
  }

  @Test
  void theFirstRecordThatTheQueueDidNotTakeComesAgain() {
    webhooks.save(Examples.webhook(2));
    queue.takeOnly(3);
    Images same = heard(BOB, 4, "available");

    assertThat(
            Stream.of()
                .inserted(heard(ANA, 1, "available"))
                .changed(same, same)
                .changed(heard(ANA, 1, "available"), heard(ANA, 2, "unavailable"))
                .inserted(heard(BOB, 1, "available"))
                .failuresOf(relay))
        .containsExactly("3");
  }

  @Test
  void aRecordWhoseTimerIsNotArmedComesAgainWithAllBehindIt() {
    TimerQueue broken =
        _ -> {
          throw new DependencyFailed("no timers");
        };

    assertThat(
            Stream.of()
                .inserted(heard(ANA, 1, "available"))
                .inserted(heard(BOB, 1, "available").composing(SINCE, UNTIL))
                .changed(heard(ANA, 1, "available"), heard(ANA, 2, "unavailable"))
                .failuresOf(relay("Presence", "Registry", broken)))
        .containsExactly("2");
    assertThat(bodies()).singleElement().asString().contains(ANA);
  }

  @Test
  void aFaultWhileTellingIsNoEmptyAnswer() {
    queue.takeOnly(0);

    assertThat(Stream.of().inserted(heard(ANA, 1, "available")).failuresOf(relay))
        .containsExactly("1");

    var broken =
        new FanOut(
            webhooks,
            _ -> {
              throw new IllegalStateException("cannot be written");
            },
            queue);
    assertThat(
            Stream.of()
                .removed(heard(BOB, 1, "available"))
                .inserted(heard(ANA, 1, "available"))
                .failuresOf(new RelayChanges(relay("Presence", "Registry", timers, broken))))
        .containsExactly("2");
  }

  @Test
  void withoutWebhooksAllIsDone() {
    webhooks.remove(Examples.webhook(1).id());

    assertThat(Stream.of().inserted(heard(ANA, 1, "available")).failuresOf(relay)).isEmpty();
  }

  private List<String> bodies() {
    return queue.deliveries().stream().map(Delivery::body).toList();
  }

  private RelayChanges relay(String presenceTable, String registryTable, TimerQueue timerQueue) {
    var fanOut = new FanOut(webhooks, new EventJson(), queue);
    return new RelayChanges(relay(presenceTable, registryTable, timerQueue, fanOut));
  }

  private Relay relay(
      String presenceTable, String registryTable, TimerQueue timerQueue, FanOut fanOut) {
    Log log = Log.from("error");
    return new Relay(
        new Notices(presenceTable, registryTable),
        presences,
        new Timers(timerQueue, log),
        fanOut,
        log);
  }
}
