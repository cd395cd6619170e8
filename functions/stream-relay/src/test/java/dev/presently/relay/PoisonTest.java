package dev.presently.relay;

import static dev.presently.relay.Image.contact;
import static dev.presently.relay.Image.presence;
import static dev.presently.relay.Image.session;
import static dev.presently.relay.Image.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import dev.presently.core.DependencyFailed;
import dev.presently.core.Examples;
import dev.presently.core.delivery.PoisonQueue.Poison;
import dev.presently.core.presence.PresenceStore;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PoisonTest {
  private static final String ANA = "5511999990001@s.whatsapp.net";
  private static final String BOB = "5511999990002@s.whatsapp.net";
  private static final Image POISON = presence(BOB, 1, "available").with("updatedAt", "never");

  private final RelayFixture fixture = new RelayFixture();
  private final RelayChanges handler = fixture.handler();

  @BeforeEach
  void register() {
    fixture.webhooks.save(Examples.webhook(1));
  }

  @Test
  void aPoisonRecordBlocksNoOtherAndIsKeptWholeWithItsReason() {
    StreamBatch batch =
        StreamBatch.of()
            .inserted(presence(ANA, 1, "available"))
            .inserted(POISON)
            .inserted(presence(BOB, 1, "available"));

    assertThat(batch.failuresOf(handler)).isEmpty();

    assertThat(fixture.bodies())
        .satisfiesExactly(
            body -> assertThat(body).contains(ANA), body -> assertThat(body).contains(BOB));
    Poison kept = fixture.poison.kept().getFirst();
    assertThat(fixture.poison.kept()).hasSize(1);
    assertThat(kept.table()).isEqualTo("Presence");
    assertThat(kept.sequenceNumber()).isEqualTo("2");
    assertThat(kept.reason())
        .isEqualTo("DateTimeParseException: Text 'never' could not be parsed at index 0");
    assertThat(read(kept)).isEqualTo(batch.event().getRecords().get(1));
  }

  static List<StreamBatch> unreadable() {
    Image ana = presence(ANA, 1, "available");
    Image sales = session("connected");
    return List.of(
        StreamBatch.of().inserted(contact(ANA).with("seq", "seven")),
        StreamBatch.of().inserted(ana.with("began", "long ago")),
        StreamBatch.of().inserted(ana.with("activity", "composing")),
        StreamBatch.of().changed(POISON, presence(BOB, 8, "available")),
        StreamBatch.of().registryChanged(sales, sales.with("createdAt", "once")),
        StreamBatch.of().registryChanged(webhook(2), webhook(2).with("enabled", "maybe")));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void anItemThatOurStoresNeverWriteIsSetAside(StreamBatch batch) {
    assertThat(batch.failuresOf(handler)).isEmpty();
    assertThat(fixture.poison.kept()).hasSize(1);
    assertThat(fixture.queue.deliveries()).isEmpty();
  }

  @Test
  void aPoisonRecordThatCannotBeKeptIsReported() {
    fixture.poison.keepOnly(1);

    assertThat(
            StreamBatch.of()
                .inserted(POISON)
                .inserted(presence(ANA, 1, "available"))
                .inserted(POISON)
                .inserted(presence(BOB, 1, "available"))
                .failuresOf(handler))
        .containsExactly("3");
    assertThat(fixture.bodies()).singleElement().asString().contains(ANA);
    assertThat(fixture.poison.kept()).hasSize(1);
  }

  @Test
  void noRecordIsSetAsideBeforeAllRecordsBeforeItAreDone() {
    fixture.queue.takeOnly(0);

    assertThat(
            StreamBatch.of()
                .inserted(presence(ANA, 1, "available"))
                .inserted(POISON)
                .failuresOf(handler))
        .containsExactly("1");
    assertThat(fixture.poison.kept()).isEmpty();
  }

  @Test
  void aFaultOfOursIsNoPoison() {
    var broken =
        (PresenceStore)
            Proxy.newProxyInstance(
                PresenceStore.class.getClassLoader(),
                new Class<?>[] {PresenceStore.class},
                (_, _, _) -> {
                  throw new DependencyFailed("the table does not answer");
                });

    assertThat(
            StreamBatch.of()
                .inserted(presence("120363025246125486@g.us#" + ANA, 1, "available"))
                .failuresOf(fixture.handlerReading(broken)))
        .containsExactly("1");
    assertThat(fixture.poison.kept()).isEmpty();
  }

  @Test
  void theRemovalOfAnUnreadableItemHasNoEvent() {
    assertThat(StreamBatch.of().removed(POISON).failuresOf(handler)).isEmpty();
    assertThat(fixture.poison.kept()).isEmpty();
  }

  @Test
  void aKeptRecordCanBeRelayedAgain() {
    StreamBatch.of().inserted(POISON).failuresOf(handler);
    Poison kept = fixture.poison.kept().getFirst();
    DynamodbEvent again = new DynamodbEvent();
    again.setRecords(List.of(read(kept)));

    assertThat(StreamBatch.failures(handler, again)).isEmpty();
    assertThat(fixture.poison.kept()).containsExactly(kept, kept);
  }

  @Test
  void theLogHasTheSequenceNumberAndNothingOfTheContent() {
    Image secret = webhook(2).with("key", "a secret that signs").with("enabled", "maybe");

    StreamBatch.of()
        .inserted(POISON)
        .registryChanged(webhook(2), secret)
        .registered(session("connected").with("updatedAt", "asleep"))
        .record("Registry", Optional.of(secret), Optional.empty())
        .failuresOf(handler);

    assertThat(fixture.logLines())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("a record cannot be read and was set aside")
                    .contains("\"sequenceNumber\":\"1\"")
                    .contains("DateTimeParseException"))
        .anySatisfy(
            line ->
                assertThat(line).contains("\"records\":4,\"done\":4,\"setAside\":3,\"gaps\":0"));
    assertThat(String.join("\n", fixture.logLines()))
        .doesNotContain(BOB)
        .doesNotContain("never")
        .doesNotContain("a secret")
        .doesNotContain("the key that signs")
        .doesNotContainIgnoringCase("asleep");
  }

  private static DynamodbStreamRecord read(Poison kept) {
    return Events.read(DynamodbEvent.class, "{\"Records\":[" + kept.record() + "]}")
        .getRecords()
        .getFirst();
  }
}
