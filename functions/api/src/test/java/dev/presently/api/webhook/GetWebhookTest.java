package dev.presently.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.Examples;
import dev.presently.core.TestClock;
import dev.presently.core.delivery.Lane;
import dev.presently.core.delivery.Position;
import dev.presently.core.webhook.WebhookId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class GetWebhookTest {
  private static final WebhookId ID = new WebhookId(7);

  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private final GetWebhook getWebhook = new GetWebhook(deployment);

  @Test
  void theKeyIsNotShown() {
    deployment.webhooks.save(Examples.webhook(7));

    Answer answer = new Call().path("id", "7").to(getWebhook);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text())
        .isEqualTo(
            "{\"id\":7,\"url\":\"https://receiver.presently.dev/events\",\"events\":[\"*\"],"
                + "\"session\":null,\"enabled\":true,\"status\":\"active\",\"headers\":[],\"coalesce\":true,\"maxConcurrency\":32,"
                + "\"createdAt\":\"2026-03-02T10:00:00Z\",\"updatedAt\":\"2026-03-02T10:00:00Z\",\"waiting\":0}");
  }

  @Test
  void itShowsReceiverHealthAndWaitingDeliveries() {
    deployment.webhooks.save(Examples.webhook(7));
    deployment.health.succeeded(ID, TestClock.START.plusSeconds(1), Optional.empty());
    deployment.health.failed(ID, TestClock.START.plusSeconds(2), Optional.empty());
    park("a", 3);
    park("b", 1);

    JsonNode shown = new Call().path("id", "7").to(getWebhook).data();

    assertThat(shown.path("lastSuccessAt").stringValueOpt()).contains("2026-03-02T10:00:01Z");
    assertThat(shown.path("lastFailureAt").stringValueOpt()).contains("2026-03-02T10:00:02Z");
    assertThat(shown.path("waiting").intValue()).isEqualTo(4);
  }

  /** Adds this many waiting deliveries to the lane. */
  private void park(String name, int waiting) {
    Lane lane = Lane.open(Examples.lane(7, name), ID);
    for (int seq = 1; seq <= waiting; seq++) {
      lane = lane.parkedWith(new Position(TestClock.START, seq), TestClock.START);
    }
    deployment.lanes.save(lane, List.of());
  }

  @Test
  void aWebhookDisabledByItsReceiverShowsTheReason() {
    deployment.webhooks.save(
        Examples.webhook(7).disabled("the receiver answered 410", TestClock.START));

    JsonNode shown = new Call().path("id", "7").to(getWebhook).data();

    assertThat(shown.path("status").stringValueOpt()).contains("disabled");
    assertThat(shown.path("enabled").booleanValueOpt()).contains(false);
    assertThat(shown.path("disabledReason").stringValueOpt()).contains("the receiver answered 410");
  }

  @Test
  void anUnknownWebhookIsNotFound() {
    assertThat(new Call().path("id", "7").to(getWebhook).problem())
        .isEqualTo("404 webhook_not_found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x", "1.0", "99999999999999999999"})
  void anInvalidIdIsRefused(String id) {
    assertThat(new Call().path("id", id).to(getWebhook).problem())
        .isEqualTo("400 invalid_value id");
  }
}
