package dev.presently.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.Examples;
import dev.presently.core.TestClock;
import dev.presently.core.delivery.Outcome;
import dev.presently.core.delivery.SignedRequest;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TestWebhookTest {
  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private final List<SignedRequest> requests = new ArrayList<>();
  private Outcome outcome = new Outcome.Delivered(204);
  private final TestWebhook testWebhook;

  TestWebhookTest() {
    deployment.receivers = this::receive;
    testWebhook = new TestWebhook(deployment);
  }

  private Outcome receive(SignedRequest request) {
    requests.add(request);
    deployment.clock.advance(Duration.ofMillis(80));
    return outcome;
  }

  private Answer test() {
    return new Call().path("id", "7").to(testWebhook);
  }

  @Test
  void theAnswerIsTheAttempt() {
    deployment.webhooks.save(Examples.webhook(7));

    Answer answer = test();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text())
        .isEqualTo(
            "{\"at\":\"2026-03-02T10:00:00Z\",\"outcome\":\"delivered\",\"statusCode\":204,"
                + "\"durationMs\":80}");
  }

  @Test
  void theReceiverGetsASignedEvent() {
    deployment.webhooks.save(Examples.webhook(7));

    test();

    SignedRequest request = requests.getFirst();
    assertThat(request.url()).hasToString("https://receiver.presently.dev/events");
    assertThat(request.body())
        .isEqualTo(
            "{\"id\":\""
                + request.headers().get("webhook-id")
                + "\",\"event\":\"webhook.test\",\"timestamp\":\"2026-03-02T10:00:00Z\","
                + "\"payload\":{\"webhookId\":7}}");
    assertThat(request.headers())
        .containsEntry("User-Agent", "Presently/test")
        .containsKeys("X-Webhook-Signature", "webhook-signature");
  }

  @Test
  void eachTestIsANewEvent() {
    deployment.webhooks.save(Examples.webhook(7));

    test();
    deployment.clock.set(TestClock.START);
    test();

    assertThat(requests)
        .extracting(request -> request.headers().get("webhook-id"))
        .doesNotHaveDuplicates();
  }

  @Test
  void aFailingReceiverIsAnOutcomeNotAnError() {
    deployment.webhooks.save(Examples.webhook(7));
    outcome =
        new Outcome.RetryLater(
            Outcome.Kind.STATUS,
            Optional.of(500),
            Optional.of(Duration.ofSeconds(9)),
            Optional.of("<h1>oh no</h1>"));

    Answer answer = test();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text())
        .isEqualTo(
            "{\"at\":\"2026-03-02T10:00:00Z\",\"outcome\":\"status\",\"statusCode\":500,"
                + "\"durationMs\":80,\"error\":\"<h1>oh no</h1>\"}");
  }

  @Test
  void aReceiverThatAnswers410IsReportedAndNotDisabled() {
    deployment.webhooks.save(Examples.webhook(7));
    Webhook before = deployment.webhooks.find(new WebhookId(7)).orElseThrow();
    outcome = new Outcome.Permanent(410);

    assertThat(test().text()).contains("\"outcome\":\"status\",\"statusCode\":410");
    assertThat(deployment.webhooks.find(new WebhookId(7))).contains(before);
  }

  @Test
  void aDisabledWebhookCanBeTestedBeforeItIsEnabled() {
    deployment.webhooks.save(Examples.webhook(7).disabled("gone", TestClock.START));

    assertThat(test().status()).isEqualTo(200);
    assertThat(requests).hasSize(1);
  }

  @Test
  void aRefusedRequestSendsNothing() {
    deployment.webhooks.save(Examples.webhook(7));

    assertThat(new Call().path("id", "x").to(testWebhook).problem())
        .isEqualTo("400 invalid_value id");
    assertThat(new Call().path("id", "7").body("{\"to\":1}").to(testWebhook).problem())
        .isEqualTo("400 unknown_field to");
    assertThat(new Call().path("id", "8").to(testWebhook).problem())
        .isEqualTo("404 webhook_not_found");
    assertThat(requests).isEmpty();
  }
}
