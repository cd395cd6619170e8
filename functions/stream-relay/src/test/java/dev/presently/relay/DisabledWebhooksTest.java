package dev.presently.relay;

import static dev.presently.relay.Images.webhook;
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
  private static final Images ENABLED = webhook(1);
  private static final Images GONE = ENABLED.disabled("the receiver answered 410");

  private final TestRelay relay = new TestRelay();

  @BeforeEach
  void register() {
    relay.webhooks.save(Examples.webhook(1));
    relay.webhooks.save(Examples.webhook(2));
  }

  @Test
  void theOthersHearThatAWebhookWasDisabledForWhatItsReceiverDid() {
    assertThat(Stream.of().registeredAnew(ENABLED, GONE).failuresOf(relay.handler())).isEmpty();

    assertThat(relay.queue.deliveries())
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.webhook()).isEqualTo(new WebhookId(2));
              assertThat(told.body())
                  .contains("\"event\":\"webhook.disabled\",\"timestamp\":\"2026-03-02T10:00:00Z\"")
                  .endsWith(
                      "\"payload\":{\"webhookId\":1,\"url\":\"https://receiver.presently.dev/1\","
                          + "\"reason\":\"the receiver answered 410\"}}");
            });
  }

  @Test
  void aWebhookOfASessionIsNewsForThatSessionAndForThoseOfAll() {
    Images before = ENABLED.with("session", "sales");

    Stream.of().registeredAnew(before, before.disabled("gone")).failuresOf(relay.handler());

    assertThat(relay.bodies())
        .singleElement()
        .asString()
        .contains("\"event\":\"webhook.disabled\",\"session\":\"sales\"");
  }

  @Test
  void whatItsOwnerDoesToAWebhookIsNobodysNews() {
    Images off = ENABLED.with("enabled", false).with("revision", 2L);
    Stream batch =
        Stream.of()
            .registered(ENABLED)
            .registeredAnew(ENABLED, ENABLED.with("label", "CRM"))
            .registeredAnew(ENABLED, off)
            .registeredAnew(off, ENABLED.with("enabledSince", "2026-03-02T11:00:00Z"))
            .registeredAnew(GONE, GONE.with("label", "CRM").with("revision", 3L))
            .registeredAnew(GONE, ENABLED.with("enabledSince", "2026-03-02T11:00:00Z"))
            .record("Registry", Optional.of(GONE), Optional.empty());

    assertThat(batch.failuresOf(relay.handler())).isEmpty();
    assertThat(relay.queue.deliveries()).isEmpty();
  }

  @Test
  void aReplayIsTheSameEventInTheSameBytes() {
    Stream batch = Stream.of().registeredAnew(ENABLED, GONE);
    batch.failuresOf(relay.handler());
    List<Delivery> first = relay.queue.deliveries();
    TestRelay later = new TestRelay();
    later.webhooks.save(Examples.webhook(2));

    batch.failuresOf(later.handler());

    assertThat(later.queue.deliveries()).isEqualTo(first);
  }

  @Test
  void whoIsToldIsReadWhenItIsTold() {
    relay.webhooks.remove(new WebhookId(2));
    relay.webhooks.save(Examples.webhook(3));

    Stream.of().registeredAnew(ENABLED, GONE).failuresOf(relay.handler());

    assertThat(relay.queue.deliveries())
        .extracting(Delivery::webhook)
        .containsExactly(new WebhookId(3));
  }

  @Test
  void itComesAgainUntilItIsTold() {
    relay.queue.takeOnly(0);

    assertThat(Stream.of().registeredAnew(ENABLED, GONE).failuresOf(relay.handler()))
        .containsExactly("1");
  }

  @Test
  void itemsOfOtherKindsTellNothing() {
    Images counter = new Images(Map.of("pk", "COUNTER", "sk", "WEBHOOK", "lastId", 7L));

    assertThat(
            Stream.of()
                .registered(counter)
                .registeredAnew(counter, counter)
                .failuresOf(relay.handler()))
        .isEmpty();
    assertThat(relay.queue.deliveries()).isEmpty();
  }
}
