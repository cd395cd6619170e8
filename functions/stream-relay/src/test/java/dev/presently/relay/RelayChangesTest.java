package dev.presently.relay;

import static dev.presently.relay.Images.command;
import static dev.presently.relay.Images.contact;
import static dev.presently.relay.Images.heard;
import static dev.presently.relay.Images.session;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.presently.core.DependencyFailed;
import dev.presently.core.Examples;
import dev.presently.core.TestClock;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.EventWriter;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.TimerQueue;
import dev.presently.core.presence.TimerQueue.Timer;
import dev.presently.core.subscription.Subscription;
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

  private final TestRelay world = new TestRelay();
  private final RequestStreamHandler relay = world.handler();

  @BeforeEach
  void register() {
    world.webhooks.save(Examples.webhook(1));
  }

  @Test
  void aBatchAsLambdaHandsItOverIsToldInOrder() {
    RequestStreamHandler deployed = world.handler("PresenceTable", "RegistryTable");

    assertThat(Invocation.failures(deployed, Invocation.sample("relay-changes.json"))).isEmpty();

    assertThat(world.bodies())
        .satisfiesExactly(
            body -> assertThat(body).contains("\"previous\":\"unavailable\",\"seq\":7"),
            body -> assertThat(body).contains("\"previous\":\"available\",\"seq\":8"),
            body -> assertThat(body).contains("\"payload\":{\"status\":\"CONNECTED\"}"));
    assertThat(world.timers.timers())
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

    assertThat(world.queue.deliveries()).hasSize(1);
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
    assertThat(world.queue.deliveries()).isEmpty();
    assertThat(world.timers.timers()).isEmpty();
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
    assertThat(world.queue.deliveries()).isEmpty();
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
    assertThat(world.bodies()).singleElement().asString().contains(BOB);
    assertThat(world.timers.timers()).hasSize(1);
  }

  @Test
  void aParticipantIsAsSilentAsItsGroup() {
    PresenceKey group = Examples.key("sales", GROUP);
    Subscription subscription = Subscription.begin(TestClock.START);
    world.presences.save(Examples.contact("sales", GROUP).with(subscription.end(Instant.EPOCH)));
    Stream batch =
        Stream.of()
            .inserted(heard(GROUP + "#" + ANA, 1, "available"))
            .inserted(heard(GROUP + "#" + BOB, 1, "available"));

    assertThat(batch.failuresOf(relay)).isEmpty();
    assertThat(world.queue.deliveries()).isEmpty();

    world.presences.save(world.presences.find(group).orElseThrow().with(subscription));
    assertThat(batch.failuresOf(relay)).isEmpty();
    assertThat(world.queue.deliveries()).hasSize(2);
  }

  @Test
  void aParticipantsChangeBeforeTheEndOfTheSubscriptionIsTold() {
    Subscription ended =
        Subscription.begin(Instant.EPOCH).end(Instant.parse("2100-01-01T00:00:00Z"));
    world.presences.save(Examples.contact("sales", GROUP).with(ended));

    Stream.of().inserted(heard(GROUP + "#" + ANA, 1, "available")).failuresOf(relay);

    assertThat(world.queue.deliveries()).hasSize(1);
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

    assertThat(world.timers.timers())
        .containsExactly(
            new Timer(Examples.key("sales", ANA), Instant.parse(SINCE), Instant.parse(UNTIL)));
    assertThat(world.queue.deliveries()).hasSize(2);
  }

  @Test
  void aSessionTellsWhenItsStatusDiffers() {
    Images never = session("disconnected");
    Images stopped = session("disconnected").with("reason", "manual_stop").with("revision", 3L);

    assertThat(
            Stream.of()
                .registered(never)
                .registeredAnew(never, never.with("pushName", "Sales"))
                .registeredAnew(never, session("connected"))
                .registeredAnew(session("connected"), stopped)
                .record("Registry", Optional.of(stopped), Optional.empty())
                .failuresOf(relay))
        .isEmpty();

    assertThat(world.bodies())
        .satisfiesExactly(
            body -> assertThat(body).contains("{\"status\":\"CONNECTED\"}"),
            body ->
                assertThat(body)
                    .contains("{\"status\":\"DISCONNECTED\",\"statusReason\":\"MANUAL_STOP\"}"));
  }

  @Test
  void aCommandThatHasEndedTellsAndItsRemovalDoesNot() {
    assertThat(
            Stream.of()
                .registered(command("cmd_1"))
                .registered(command("cmd_2"))
                .record("Registry", Optional.of(command("cmd_1")), Optional.empty())
                .failuresOf(relay))
        .isEmpty();

    assertThat(world.bodies())
        .satisfiesExactly(
            body ->
                assertThat(body)
                    .contains(
                        "\"event\":\"command.result\",\"session\":\"sales\","
                            + "\"timestamp\":\"2026-03-02T10:00:00.250Z\"",
                        "\"payload\":{\"correlationId\":\"cmd_1\",\"success\":true,"
                            + "\"result\":{\"success\":true}}"),
            body -> assertThat(body).contains("cmd_2"));
    assertThat(world.queue.deliveries()).extracting(Delivery::lane).doesNotHaveDuplicates();
  }

  @Test
  void aCommandThatIsRelayedAgainIsTheSameEventInTheSameBytes() {
    Stream.of().registered(command("cmd_1")).failuresOf(relay);
    List<String> first = world.bodies();

    Stream.of().registered(command("cmd_1")).failuresOf(relay);

    assertThat(world.bodies()).isEqualTo(first);
    assertThat(first).hasSize(1);
  }

  @Test
  void aSessionThatIsCreatedConnectedTells() {
    Stream.of().registered(session("connected")).failuresOf(relay);

    assertThat(world.queue.deliveries()).hasSize(1);
  }

  @Test
  void aRecordOfAnotherTableIsNotPassedOver() {
    assertThat(
            Stream.of()
                .record("History", Optional.empty(), Optional.of(heard(ANA, 1, "available")))
                .failuresOf(relay))
        .containsExactly("1");
    assertThat(world.poison.kept()).isEmpty();
  }

  @Test
  void theFirstRecordThatTheQueueDidNotTakeComesAgain() {
    world.webhooks.save(Examples.webhook(2));
    world.queue.takeOnly(3);
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
                .failuresOf(world.handlerArming(broken)))
        .containsExactly("2");
    assertThat(world.bodies()).singleElement().asString().contains(ANA);
  }

  @Test
  void aFaultWhileTellingIsNoEmptyAnswer() {
    world.queue.takeOnly(0);

    assertThat(Stream.of().inserted(heard(ANA, 1, "available")).failuresOf(relay))
        .containsExactly("1");

    EventWriter broken =
        _ -> {
          throw new IllegalStateException("cannot be written");
        };
    assertThat(
            Stream.of()
                .removed(heard(BOB, 1, "available"))
                .inserted(heard(ANA, 1, "available"))
                .failuresOf(world.handlerWriting(broken)))
        .containsExactly("2");
  }

  @Test
  void withoutWebhooksAllIsDone() {
    world.webhooks.remove(Examples.webhook(1).id());

    assertThat(Stream.of().inserted(heard(ANA, 1, "available")).failuresOf(relay)).isEmpty();
  }
}
