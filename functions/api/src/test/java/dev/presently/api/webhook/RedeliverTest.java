package dev.presently.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.Deployment;
import dev.presently.core.Examples;
import dev.presently.core.TestClock;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.DeliveryStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedeliverTest {
  private final Deployment here = new Deployment();
  private final Redeliver redeliver =
      new Redeliver(here.useCases().requestRedelivery(), here.webhooks, here.entrance());
  private final Delivery delivery = Examples.delivery(7, "lane", 3);

  @BeforeEach
  void twoWebhooks() {
    here.webhooks.save(Examples.webhook(7));
    here.webhooks.save(Examples.webhook(8));
  }

  private void stands(DeliveryStatus status) {
    here.lanes.note(new DeliveryRecord(delivery, status, List.of(), Optional.empty()));
  }

  private Answer ask(String webhook, String id) {
    return new Call().path("id", webhook).path("deliveryId", id).to(redeliver);
  }

  private Answer ask() {
    return ask("7", delivery.id().toString());
  }

  @Test
  void anEndedDeliveryIsAttemptedAgain() {
    stands(new DeliveryStatus.Discarded("the webhook was disabled"));

    Answer answer = ask();

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.text()).isEqualTo("{\"deliveryId\":\"" + delivery.id() + "\"}");
    assertThat(here.retries.redeliveries()).containsExactly(delivery.id());
  }

  @Test
  void aWaitingDeliveryIsRefused() {
    stands(new DeliveryStatus.Retrying());

    assertThat(ask().problem()).isEqualTo("409 delivery_waiting");
    assertThat(here.retries.redeliveries()).isEmpty();
  }

  @Test
  void aDisabledWebhookIsRefused() {
    stands(new DeliveryStatus.Delivered());
    here.webhooks.save(
        here.webhooks.find(delivery.webhook()).orElseThrow().disabled("gone", TestClock.START));

    assertThat(ask().problem()).isEqualTo("409 webhook_disabled");
    assertThat(here.retries.redeliveries()).isEmpty();
  }

  @Test
  void aDeliveryOfAnotherWebhookIsNotFound() {
    stands(new DeliveryStatus.Delivered());

    assertThat(ask("8", delivery.id().toString()).problem()).isEqualTo("404 delivery_not_found");
  }

  @Test
  void unknownWebhooksAndDeliveriesAreNotFound() {
    assertThat(ask().problem()).isEqualTo("404 delivery_not_found");
    assertThat(ask("9", delivery.id().toString()).problem()).isEqualTo("404 webhook_not_found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "evt_00000000000000000000000000000000",
        "dlv_00000000000000000000000000000000_000000000000000-9999999999999999999"
      })
  void anInvalidIdIsRefused(String id) {
    Answer answer = ask("7", id);

    assertThat(answer.problem()).isEqualTo("400 invalid_value deliveryId");
    assertThat(answer.sentence()).contains("accepted: the id of a listed delivery");
  }

  @Test
  void aBodyWithFieldsIsRefused() {
    stands(new DeliveryStatus.Delivered());
    Call call = new Call().path("id", "7").path("deliveryId", delivery.id().toString());

    assertThat(call.body("{\"at\":\"now\"}").to(redeliver).problem())
        .isEqualTo("400 unknown_field at");
  }
}
