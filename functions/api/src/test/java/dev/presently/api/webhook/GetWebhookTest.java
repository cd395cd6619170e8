package dev.presently.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.Deployment;
import dev.presently.testkit.Examples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GetWebhookTest {
  private final Deployment here = new Deployment();
  private final GetWebhook getWebhook = new GetWebhook(here.webhooks, here.journal());

  @Test
  void theKeyIsNotShown() {
    here.webhooks.save(Examples.webhook(7));

    Answer answer = new Call().path("id", "7").to(getWebhook);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text())
        .isEqualTo(
            "{\"id\":7,\"url\":\"https://receiver.presently.dev/events\",\"events\":[\"*\"],"
                + "\"session\":null,\"enabled\":true,\"status\":\"active\",\"headers\":[],\"coalesce\":true,"
                + "\"createdAt\":\"2026-03-02T10:00:00Z\",\"updatedAt\":\"2026-03-02T10:00:00Z\"}");
  }

  @Test
  void anUnknownWebhookIsNotFound() {
    assertThat(new Call().path("id", "7").to(getWebhook).problem())
        .isEqualTo("404 webhook_not_found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x", "1.0", "99999999999999999999"})
  void anIdThatIsNoneIsRefused(String id) {
    assertThat(new Call().path("id", id).to(getWebhook).problem())
        .isEqualTo("400 invalid_value id");
  }
}
