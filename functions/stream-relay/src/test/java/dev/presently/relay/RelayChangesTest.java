package dev.presently.relay;

import static dev.presently.relay.Image.command;
import static dev.presently.relay.Image.contact;
import static dev.presently.relay.Image.presence;
import static dev.presently.relay.Image.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import dev.presently.core.DependencyFailed;
import dev.presently.core.Examples;
import dev.presently.core.RequestId;
import dev.presently.core.TestClock;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.EventWriter;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.TimerQueue;
import dev.presently.core.presence.TimerQueue.Timer;
import dev.presently.core.subscription.Subscription;
import java.time.Instant;
import java.util.ArrayList;
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

  private final RelayFixture fixture = new RelayFixture();
  private final RelayChanges handler = fixture.handler();

  @BeforeEach
  void register() {
    fixture.webhooks.save(Examples.webhook(1));
  }

  @Test
  void aBatchInLambdasJsonIsSentInOrder() {
    RelayChanges deployed = fixture.handler("PresenceTable", "RegistryTable");

    assertThat(
            StreamBatch.failures(
                deployed, Events.sample(DynamodbEvent.class, "relay-changes.json")))
        .isEmpty();

    assertThat(fixture.bodies())
        .satisfiesExactly(
            body -> assertThat(body).contains("\"previous\":\"unavailable\",\"seq\":7"),
            body -> assertThat(body).contains("\"previous\":\"available\",\"seq\":8"),
            body -> assertThat(body).contains("\"payload\":{\"status\":\"CONNECTED\"}"));
    assertThat(fixture.timers.timers())
        .containsExactly(
            new Timer(
                Examples.key("sales", "5511999999999"),
                Instant.parse("2026-01-15T10:30:01Z"),
                Instant.parse("2026-01-15T10:30:26Z")));
  }

  @Test
  void theRequestThatCausedAnEventIsLoggedAndSentAlongOutsideOfTheBody() {
    StreamBatch.of()
        .inserted(presence(ANA, 1, "available").with("requestId", "r-1"))
        .registered(command("cmd_1").with("requestId", "r-2"))
        .inserted(presence(BOB, 1, "available"))
        .failuresOf(handler);

    assertThat(fixture.queue.deliveries())
        .extracting(Delivery::requestId)
        .containsExactly(
            Optional.of(new RequestId("r-1")), Optional.of(new RequestId("r-2")), Optional.empty());
    assertThat(fixture.bodies()).noneMatch(body -> body.contains("r-1") || body.contains("r-2"));
    assertThat(fixture.logLines().stream().filter(line -> line.contains("\"sent\"")))
        .satisfiesExactly(
            line -> assertThat(line).contains("\"requestId\":\"r-1\"", "\"eventId\":\"evt_"),
            line -> assertThat(line).contains("\"requestId\":\"r-2\"", "command.result"));
  }

  @Test
  void aReplayMakesTheSameEvents() {
    StreamBatch batch = StreamBatch.of().inserted(presence(ANA, 1, "available"));

    batch.failuresOf(handler);
    batch.failuresOf(handler);

    assertThat(fixture.queue.deliveries()).hasSize(1);
  }

  @Test
  void anEqualSeqHasNoEvent() {
    Image before = presence(ANA, 3, "available");

    assertThat(
            StreamBatch.of()
                .changed(before, before.with("heardAt", "2026-03-02T10:00:01Z"))
                .changed(before.composing(SINCE, UNTIL), before.composing(SINCE, UNTIL))
                .inserted(contact(BOB).with("subscribedAt", SINCE).with("renewedAt", SINCE))
                .failuresOf(handler))
        .isEmpty();
    assertThat(fixture.queue.deliveries()).isEmpty();
    assertThat(fixture.timers.timers()).isEmpty();
  }

  @Test
  void aRemovedItemOrAnAliasHasNoEvent() {
    assertThat(
            StreamBatch.of()
                .removed(presence(ANA, 3, "available"))
                .changed(
                    presence("4711@lid", 2, "available"),
                    new Image(Map.of("pk", "sales", "sk", "4711@lid", "leadsTo", ANA)))
                .failuresOf(handler))
        .isEmpty();
    assertThat(fixture.queue.deliveries()).isEmpty();
  }

  @Test
  void whatALidWasDoingEndsWhenItLeadsToANumber() {
    StreamBatch batch =
        StreamBatch.of()
            .changed(
                presence("4711@lid", 2, "available").composing(SINCE, UNTIL),
                new Image(Map.of("pk", "sales", "sk", "4711@lid", "leadsTo", ANA)));

    assertThat(batch.failuresOf(handler)).isEmpty();

    assertThat(fixture.bodies())
        .singleElement(STRING)
        .contains("\"state\":\"paused\"", "\"previous\":\"composing\"", "\"seq\":3")
        .contains("\"chatId\":\"4711@lid\"");
    assertThat(fixture.timers.timers()).isEmpty();
  }

  @Test
  void aMembershipHasNoEventAndItsRemovalRemovesNoHistory() {
    Image membership = new Image(Map.of("pk", "sales", "sk", "4711@lid#120300000001@g.us"));

    assertThat(StreamBatch.of().inserted(membership).removed(membership).failuresOf(handler))
        .isEmpty();

    assertThat(fixture.queue.deliveries()).isEmpty();
  }

  @Test
  void aMutedContactHasNoEventButATimer() {
    Image ended =
        presence(ANA, 1, "available")
            .composing(SINCE, UNTIL)
            .with("subscribedAt", SINCE)
            .with("renewedAt", SINCE)
            .with("endedAt", SINCE);

    assertThat(
            StreamBatch.of()
                .inserted(ended)
                .inserted(presence(BOB, 1, "available"))
                .failuresOf(handler))
        .isEmpty();
    assertThat(fixture.bodies()).singleElement().asString().contains(BOB);
    assertThat(fixture.timers.timers()).hasSize(1);
  }

  @Test
  void aParticipantIsMutedWithItsGroup() {
    PresenceKey group = Examples.key("sales", GROUP);
    Subscription subscription = Subscription.begin(TestClock.START);
    fixture.presences.save(Examples.contact("sales", GROUP).with(subscription.end(Instant.EPOCH)));
    StreamBatch batch =
        StreamBatch.of()
            .inserted(presence(GROUP + "#" + ANA, 1, "available"))
            .inserted(presence(GROUP + "#" + BOB, 1, "available"));

    assertThat(batch.failuresOf(handler)).isEmpty();
    assertThat(fixture.queue.deliveries()).isEmpty();

    fixture.presences.save(fixture.presences.find(group).orElseThrow().with(subscription));
    assertThat(batch.failuresOf(handler)).isEmpty();
    assertThat(fixture.queue.deliveries()).hasSize(2);
  }

  @Test
  void aParticipantsChangeBeforeTheEndOfTheSubscriptionIsSent() {
    Subscription ended =
        Subscription.begin(Instant.EPOCH).end(Instant.parse("2100-01-01T00:00:00Z"));
    fixture.presences.save(Examples.contact("sales", GROUP).with(ended));

    StreamBatch.of().inserted(presence(GROUP + "#" + ANA, 1, "available")).failuresOf(handler);

    assertThat(fixture.queue.deliveries()).hasSize(1);
  }

  @Test
  void aTimerIsArmedWhenAnActivityBeginsAndNotWhenItContinues() {
    Image idle = presence(ANA, 1, "available");
    Image composing = presence(ANA, 2, "available").composing(SINCE, UNTIL);
    Image recording =
        presence(ANA, 3, "available")
            .composing(SINCE, "2026-03-02T10:00:30Z")
            .with("activity", "recording");

    StreamBatch.of().changed(idle, composing).changed(composing, recording).failuresOf(handler);

    assertThat(fixture.timers.timers())
        .containsExactly(
            new Timer(Examples.key("sales", ANA), Instant.parse(SINCE), Instant.parse(UNTIL)));
    assertThat(fixture.queue.deliveries()).hasSize(2);
  }

  @Test
  void aSessionHasAnEventWhenItsStatusChanged() {
    Image never = session("disconnected");
    Image stopped = session("disconnected").with("reason", "manual_stop").with("revision", 3L);

    assertThat(
            StreamBatch.of()
                .registered(never)
                .registryChanged(never, never.with("pushName", "Sales"))
                .registryChanged(never, session("connected"))
                .registryChanged(session("connected"), stopped)
                .record("Registry", Optional.of(stopped), Optional.empty())
                .failuresOf(handler))
        .isEmpty();

    assertThat(fixture.bodies())
        .satisfiesExactly(
            body -> assertThat(body).contains("{\"status\":\"CONNECTED\"}"),
            body ->
                assertThat(body)
                    .contains("{\"status\":\"DISCONNECTED\",\"statusReason\":\"MANUAL_STOP\"}"));
  }

  @Test
  void anEndedCommandHasAnEventAndItsRemovalHasNone() {
    assertThat(
            StreamBatch.of()
                .registered(command("cmd_1"))
                .registered(command("cmd_2"))
                .record("Registry", Optional.of(command("cmd_1")), Optional.empty())
                .failuresOf(handler))
        .isEmpty();

    assertThat(fixture.bodies())
        .satisfiesExactly(
            body ->
                assertThat(body)
                    .contains(
                        "\"event\":\"command.result\",\"session\":\"sales\","
                            + "\"timestamp\":\"2026-03-02T10:00:00.250Z\"",
                        "\"payload\":{\"correlationId\":\"cmd_1\",\"success\":true,"
                            + "\"result\":{\"success\":true}}"),
            body -> assertThat(body).contains("cmd_2"));
    assertThat(fixture.queue.deliveries()).extracting(Delivery::lane).doesNotHaveDuplicates();
  }

  @Test
  void aReplayedCommandIsTheSameEventInTheSameBytes() {
    StreamBatch.of().registered(command("cmd_1")).failuresOf(handler);
    List<String> first = fixture.bodies();

    StreamBatch.of().registered(command("cmd_1")).failuresOf(handler);

    assertThat(fixture.bodies()).isEqualTo(first);
    assertThat(first).hasSize(1);
  }

  @Test
  void aSessionThatIsCreatedConnectedHasAnEvent() {
    StreamBatch.of().registered(session("connected")).failuresOf(handler);

    assertThat(fixture.queue.deliveries()).hasSize(1);
  }

  @Test
  void aRecordOfAnotherTableIsNotSkipped() {
    assertThat(
            StreamBatch.of()
                .record("History", Optional.empty(), Optional.of(presence(ANA, 1, "available")))
                .failuresOf(handler))
        .containsExactly("1");
    assertThat(fixture.poison.kept()).isEmpty();
  }

  @Test
  void theFirstRecordThatTheQueueRefusedIsReported() {
    fixture.webhooks.save(Examples.webhook(2));
    fixture.queue.takeOnly(3);
    Image same = presence(BOB, 4, "available");

    assertThat(
            StreamBatch.of()
                .inserted(presence(ANA, 1, "available"))
                .changed(same, same)
                .changed(presence(ANA, 1, "available"), presence(ANA, 2, "unavailable"))
                .inserted(presence(BOB, 1, "available"))
                .failuresOf(handler))
        .containsExactly("3");
  }

  @Test
  void aRecordWhoseTimerIsNotArmedIsReportedAndTheNextOnesAreNotSent() {
    TimerQueue broken =
        _ -> {
          throw new DependencyFailed("no timers");
        };

    assertThat(
            StreamBatch.of()
                .inserted(presence(ANA, 1, "available"))
                .inserted(presence(BOB, 1, "available").composing(SINCE, UNTIL))
                .changed(presence(ANA, 1, "available"), presence(ANA, 2, "unavailable"))
                .failuresOf(fixture.handlerArming(broken)))
        .containsExactly("2");
    assertThat(fixture.bodies()).singleElement().asString().contains(ANA);
  }

  @Test
  void theTimersOfABatchAreArmedTogether() {
    List<Integer> requests = new ArrayList<>();

    StreamBatch.of()
        .inserted(presence(ANA, 1, "available").composing(SINCE, UNTIL))
        .inserted(presence(BOB, 1, "available").composing(SINCE, UNTIL))
        .failuresOf(fixture.handlerArming(timers -> requests.add(timers.size())));

    assertThat(requests).containsExactly(2);
  }

  @Test
  void aFaultWhileSendingIsReported() {
    fixture.queue.takeOnly(0);

    assertThat(StreamBatch.of().inserted(presence(ANA, 1, "available")).failuresOf(handler))
        .containsExactly("1");

    EventWriter broken =
        _ -> {
          throw new IllegalStateException("cannot be written");
        };
    assertThat(
            StreamBatch.of()
                .removed(presence(BOB, 1, "available"))
                .inserted(presence(ANA, 1, "available"))
                .failuresOf(fixture.handlerWriting(broken)))
        .containsExactly("2");
  }

  @Test
  void withoutWebhooksAllRecordsAreDone() {
    fixture.webhooks.remove(Examples.webhook(1).id());

    assertThat(StreamBatch.of().inserted(presence(ANA, 1, "available")).failuresOf(handler))
        .isEmpty();
  }
}
