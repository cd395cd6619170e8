package dev.presently.relay;

import static dev.presently.relay.Image.contact;
import static dev.presently.relay.Image.presence;
import static dev.presently.relay.Image.session;
import static dev.presently.relay.Image.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A deployment switches functions in any order, so a newer version may write for this relay. */
class NewerVersionTest {
  private static final String ANA = "5511999990001@s.whatsapp.net";

  private final RelayFixture fixture = new RelayFixture();
  private final RelayChanges handler = fixture.handler();

  @BeforeEach
  void register() {
    fixture.webhooks.save(Examples.webhook(1));
  }

  static List<StreamBatch> unknownValues() {
    Image ana = presence(ANA, 1, "available");
    Image off = webhook(2).disabled("the receiver answered 410");
    return List.of(
        StreamBatch.of().inserted(presence(ANA, 1, "away")),
        StreamBatch.of().changed(presence(ANA, 1, "away"), presence(ANA, 2, "available")),
        StreamBatch.of()
            .inserted(
                ana.composing("2026-03-02T10:00:00Z", "2026-03-02T10:00:25Z")
                    .with("activity", "drawing")),
        StreamBatch.of().inserted(ana.with("lastSeen", "recently")),
        StreamBatch.of().inserted(ana.with("mode", "username")),
        StreamBatch.of().inserted(ana.with("sk", "ana@usernames")),
        StreamBatch.of().inserted(ana.with("phone", "ana@usernames")),
        StreamBatch.of().inserted(ana.with("lid", "ana@usernames")),
        StreamBatch.of().registered(session("connected").with("phoneNumber", "ana")),
        StreamBatch.of().registered(session("connected").with("lid", "ana@usernames")),
        StreamBatch.of().registryChanged(webhook(2), off.with("key", "short")),
        StreamBatch.of()
            .registryChanged(
                webhook(2), off.with("filter", Map.of("contacts", List.of("ana@usernames")))),
        StreamBatch.of().registered(session("asleep")),
        StreamBatch.of().registered(session("disconnected").with("reason", "too_quiet")),
        StreamBatch.of()
            .registryChanged(webhook(2), off.with("filter", Map.of("presences", List.of("away")))),
        StreamBatch.of()
            .registryChanged(
                webhook(2),
                off.with(
                    "retries", Map.of("attempts", 2L, "delaySeconds", 1L, "policy", "random"))));
  }

  @ParameterizedTest
  @MethodSource("unknownValues")
  void aRecordWithAnUnknownValueWaitsAndIsNotSetAside(StreamBatch batch) {
    assertThat(batch.failuresOf(handler)).containsExactly("1");
    assertThat(fixture.poison.kept()).isEmpty();
    assertThat(fixture.queue.deliveries()).isEmpty();
    assertThat(fixture.logLines())
        .anySatisfy(line -> assertThat(line).contains("a record of a newer version waits"));
  }

  @Test
  void recordsBeforeTheOneThatWaitsAreSent() {
    assertThat(
            StreamBatch.of()
                .inserted(presence(ANA, 1, "available"))
                .inserted(presence(ANA, 2, "away"))
                .failuresOf(handler))
        .containsExactly("2");
    assertThat(fixture.bodies()).hasSize(1);
  }

  @Test
  void unknownAttributesAreIgnored() {
    assertThat(
            StreamBatch.of()
                .inserted(presence(ANA, 1, "available").with("mood", "sunny"))
                .registered(session("connected").with("region", "eu"))
                .failuresOf(handler))
        .isEmpty();
    assertThat(fixture.bodies()).hasSize(2);
  }

  @Test
  void itemsOfAnUnknownKindHaveNoEvent() {
    assertThat(
            StreamBatch.of()
                .inserted(contact("SETTINGS").with("seq", 7L))
                .registered(new Image(Map.of("pk", "PLAN#sales", "sk", "PLAN")))
                .failuresOf(handler))
        .isEmpty();
    assertThat(fixture.queue.deliveries()).isEmpty();
    assertThat(fixture.poison.kept()).isEmpty();
  }

  @Test
  void theLogNamesTheAttributeAndNotItsValue() {
    StreamBatch.of().inserted(presence(ANA, 1, "away")).failuresOf(handler);

    assertThat(String.join("\n", fixture.logLines()))
        .contains("\"attribute\":\"availability\"", "\"sequenceNumber\":\"1\"")
        .doesNotContain(ANA)
        .doesNotContainIgnoringCase("away");
  }
}
