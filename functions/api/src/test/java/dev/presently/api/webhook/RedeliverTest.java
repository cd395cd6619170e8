package dev.presently.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.InMemoryDeployment;
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
  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private final Redeliver redeliver = new Redeliver(deployment);
  private final Delivery delivery = Examples.delivery(7, "lane", 3);

  @BeforeEach
  void twoWebhooks() {
    deployment.webhooks.save(Examples.webhook(7));
    deployment.webhooks.save(Examples.webhook(8));
  }

  private void logged(DeliveryStatus status) {
    deployment.lanes.note(new DeliveryRecord(delivery, status, List.of(), Optional.empty()));
  }

  private Answer ask(String webhook, String id) {
    return new Call().path("id", webhook).path("deliveryId", id).to(redeliver);
  }

  private Answer ask() {
    return ask("7", delivery.id().toString());
  }

  @Test
  void anEndedDeliveryIsAttemptedAgain() {
    logged(new DeliveryStatus.Discarded("the webhook was disabled"));

    Answer answer = ask();

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.text()).isEqualTo("{\"deliveryId\":\"" + delivery.id() + "\"}");
    assertThat(deployment.retries.redeliveries()).containsExactly(delivery.id());
  }

  @Test
  void aWaitingDeliveryIsRefused() {
    logged(new DeliveryStatus.Retrying());

    assertThat(ask().problem()).isEqualTo("409 delivery_waiting");
    assertThat(deployment.retries.redeliveries()).isEmpty();
  }

  @Test
  void aDisabledWebhookIsRefused() {
    logged(new DeliveryStatus.Delivered());
    deployment.webhooks.save(
        deployment
            .webhooks
            .find(delivery.webhook())
            .orElseThrow()
            .disabled("gone", TestClock.START));

    assertThat(ask().problem()).isEqualTo("409 webhook_disabled");
    assertThat(deployment.retries.redeliveries()).isEmpty();
  }

  @Test
  void aDeliveryOfAnotherWebhookIsNotFound() {
    logged(new DeliveryStatus.Delivered());

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
    logged(new DeliveryStatus.Delivered());
    Call call = new Call().path("id", "7").path("deliveryId", delivery.id().toString());

    assertThat(call.body("{\"at\":\"now\"}").to(redeliver).problem())
        .isEqualTo("400 unknown_field at");
  }
}
