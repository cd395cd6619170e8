package dev.presently.relay;

import static dev.presently.relay.Image.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.webhook.WebhookId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DisabledWebhooksTest {
  private static final Image ENABLED = webhook(1);
  private static final Image DISABLED = ENABLED.disabled("the receiver answered 410");

  private final RelayFixture fixture = new RelayFixture();

  @BeforeEach
  void register() {
    fixture.webhooks.save(Examples.webhook(1));
    fixture.webhooks.save(Examples.webhook(2));
  }

  @Test
  void otherWebhooksGetAnEventWhenAWebhookIsDisabledBecauseOfItsReceiver() {
    assertThat(StreamBatch.of().registryChanged(ENABLED, DISABLED).failuresOf(fixture.handler()))
        .isEmpty();

    assertThat(fixture.queue.deliveries())
        .singleElement()
        .satisfies(
            delivery -> {
              assertThat(delivery.webhook()).isEqualTo(new WebhookId(2));
              assertThat(delivery.body())
                  .contains("\"event\":\"webhook.disabled\",\"timestamp\":\"2026-03-02T10:00:00Z\"")
                  .endsWith(
                      "\"payload\":{\"webhookId\":1,\"url\":\"https://receiver.presently.dev/1\","
                          + "\"reason\":\"the receiver answered 410\"}}");
            });
  }

  @Test
  void aWebhookOfASessionIsReportedToWebhooksOfThatSessionAndOfAll() {
    Image before = ENABLED.with("session", "sales");

    StreamBatch.of().registryChanged(before, before.disabled("gone")).failuresOf(fixture.handler());

    assertThat(fixture.bodies())
        .singleElement()
        .asString()
        .contains("\"event\":\"webhook.disabled\",\"session\":\"sales\"");
  }

  @Test
  void aChangeByItsOwnerHasNoEvent() {
    Image off = ENABLED.with("enabled", false).with("revision", 2L);
    StreamBatch batch =
        StreamBatch.of()
            .registered(ENABLED)
            .registryChanged(ENABLED, ENABLED.with("label", "CRM"))
            .registryChanged(ENABLED, off)
            .registryChanged(off, ENABLED.with("enabledSince", "2026-03-02T11:00:00Z"))
            .registryChanged(DISABLED, DISABLED.with("label", "CRM").with("revision", 3L))
            .registryChanged(DISABLED, ENABLED.with("enabledSince", "2026-03-02T11:00:00Z"))
            .record("Registry", Optional.of(DISABLED), Optional.empty());

    assertThat(batch.failuresOf(fixture.handler())).isEmpty();
    assertThat(fixture.queue.deliveries()).isEmpty();
  }

  @Test
  void aReplayIsTheSameEventInTheSameBytes() {
    StreamBatch batch = StreamBatch.of().registryChanged(ENABLED, DISABLED);
    batch.failuresOf(fixture.handler());
    List<Delivery> first = fixture.queue.deliveries();
    RelayFixture later = new RelayFixture();
    later.webhooks.save(Examples.webhook(2));

    batch.failuresOf(later.handler());

    assertThat(later.queue.deliveries()).isEqualTo(first);
  }

  @Test
  void theReceiversAreReadWhenTheEventIsSent() {
    fixture.webhooks.remove(new WebhookId(2));
    fixture.webhooks.save(Examples.webhook(3));

    StreamBatch.of().registryChanged(ENABLED, DISABLED).failuresOf(fixture.handler());

    assertThat(fixture.queue.deliveries())
        .extracting(Delivery::webhook)
        .containsExactly(new WebhookId(3));
  }

  @Test
  void aRecordThatIsNotSentIsReported() {
    fixture.queue.takeOnly(0);

    assertThat(StreamBatch.of().registryChanged(ENABLED, DISABLED).failuresOf(fixture.handler()))
        .containsExactly("1");
  }

  @Test
  void itemsOfOtherKindsHaveNoEvent() {
    Image counter = new Image(Map.of("pk", "COUNTER", "sk", "WEBHOOK", "lastId", 7L));

    assertThat(
            StreamBatch.of()
                .registered(counter)
                .registryChanged(counter, counter)
                .failuresOf(fixture.handler()))
        .isEmpty();
    assertThat(fixture.queue.deliveries()).isEmpty();
  }
}
