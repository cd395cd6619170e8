package dev.presently.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.Examples;
import dev.presently.core.TestClock;
import dev.presently.core.delivery.InMemoryRetryQueue.Wake;
import dev.presently.core.webhook.HmacKey;
import dev.presently.core.webhook.SigningKeys;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateWebhookTest {
  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private final UpdateWebhook updateWebhook = new UpdateWebhook(deployment);

  private Answer update(String body) {
    return new Call().path("id", "1").body(body).to(updateWebhook);
  }

  private Webhook stored() {
    return deployment.webhooks.find(new WebhookId(1)).orElseThrow();
  }

  @Test
  void absentFieldsKeepTheirValue() {
    deployment.webhooks.save(Examples.webhook(1));
    deployment.clock.advance(Duration.ofSeconds(5));

    Answer answer = update("{\"enabled\":false}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text())
        .isEqualTo(
            "{\"id\":1,\"url\":\"https://receiver.presently.dev/events\",\"events\":[\"*\"],"
                + "\"session\":null,\"enabled\":false,\"status\":\"disabled\",\"headers\":[],\"coalesce\":true,\"maxConcurrency\":32,"
                + "\"createdAt\":\"2026-03-02T10:00:00Z\",\"updatedAt\":\"2026-03-02T10:00:05Z\"}");
  }

  @Test
  void theWaitingDeliveriesOfADisabledWebhookAreWokenAtOnce() {
    deployment.webhooks.save(Examples.webhook(1));

    update("{\"label\":\"CRM\"}");
    assertThat(deployment.retries.wakes()).isEmpty();
    update("{\"enabled\":false}");

    assertThat(deployment.retries.wakes())
        .containsExactly(new Wake(new WebhookId(1), deployment.clock.instant()));
  }

  @Test
  void enablingAWebhookDisabledByItsReceiverResetsItsHealth() {
    deployment.webhooks.save(
        Examples.webhook(1).disabled("the receiver answered 410", TestClock.START));
    deployment.health.failed(new WebhookId(1), TestClock.START, Optional.empty());
    assertThat(update("{\"label\":\"CRM\"}").data().path("disabledReason").stringValueOpt())
        .contains("the receiver answered 410");

    Answer answer = update("{\"enabled\":true}");

    assertThat(answer.data().path("status").stringValueOpt()).contains("active");
    assertThat(answer.data().path("disabledReason").stringValueOpt()).isEmpty();
    assertThat(deployment.health.find(new WebhookId(1)).failures()).isZero();
  }

  @Test
  void aNewUrlIsResolvedBeforeItIsStored() {
    deployment.webhooks.save(Examples.webhook(1));
    deployment.hosts.withForbidden("inside.presently.dev");

    assertThat(update("{\"url\":\"https://nowhere.presently.dev/\"}").problem())
        .isEqualTo("400 url_unresolvable url");
    assertThat(update("{\"url\":\"https://inside.presently.dev/\"}").problem())
        .isEqualTo("400 url_not_allowed url");
    assertThat(update("{\"url\":\"https://Other.presently.dev./\"}").status()).isEqualTo(200);
    assertThat(stored().url()).hasToString("https://Other.presently.dev./");
  }

  @Test
  void nullRemovesAValue() {
    deployment.webhooks.save(Examples.webhook(1));
    update(
        """
        {"label":"CRM","filter":{"presences":["available"]},
         "retries":{"attempts":2,"delaySeconds":5}}""");
    assertThat(stored().settings().label()).contains("CRM");

    update("{\"label\":null,\"filter\":null,\"retries\":null}");

    assertThat(stored().settings()).isEqualTo(Webhook.WebhookSettings.DEFAULT);
  }

  /** Its deliveries were then shown to the session that it was moved to. */
  @Test
  void aWebhookIsNotMovedToAnotherSession() {
    deployment.store(Examples.loopback("sales"));
    deployment.webhooks.save(Examples.webhook(1));

    Answer refused = update("{\"session\":\"sales\"}");

    assertThat(refused.problem()).isEqualTo("400 invalid_value session");
    assertThat(refused.body()).contains("it cannot be changed; create another webhook");
    assertThat(stored()).isEqualTo(Examples.webhook(1).stored());
  }

  @Test
  void afterARotationThePreviousKeySignsTooForADay() {
    deployment.webhooks.save(Examples.webhook(1));

    Answer answer = update("{\"hmacKey\":\"a new key, 16 letters\"}");

    var fresh = new HmacKey("a new key, 16 letters");
    assertThat(answer.body()).doesNotContain("a new key");
    assertThat(stored().keys().live(TestClock.START.plus(Duration.ofHours(23))))
        .containsExactly(fresh, Examples.KEY);
    assertThat(stored().keys().live(TestClock.START.plus(Duration.ofHours(24))))
        .containsExactly(fresh);
  }

  @Test
  void theOverlapCanBeShortened() {
    deployment.webhooks.save(Examples.webhook(1));

    update("{\"hmacKey\":\"a new key, 16 letters\",\"previousKeyExpiresInSeconds\":0}");

    assertThat(stored().keys()).isEqualTo(SigningKeys.only(new HmacKey("a new key, 16 letters")));
  }

  @Test
  void repeatingARotationReplacesNothing() {
    deployment.webhooks.save(Examples.webhook(1));
    update("{\"hmacKey\":\"a new key, 16 letters\"}");
    Webhook before = stored();
    deployment.clock.advance(Duration.ofSeconds(5));

    update("{\"hmacKey\":\"a new key, 16 letters\"}");

    assertThat(stored()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{\"url\":\"https://10.0.0.1\"}              | 400 url_not_allowed url",
        "{\"url\":null}                            | 400 invalid_value url",
        "{\"events\":null}                         | 400 invalid_value events",
        "{\"session\":null}                        | 400 invalid_value session",
        "{\"hmacKey\":null}                        | 400 invalid_value hmacKey",
        "{\"previousKeyExpiresInSeconds\":5}       | 400 invalid_value previousKeyExpiresInSeconds",
        "{\"hmacKey\":\"a new key, 16 letters\",\"previousKeyExpiresInSeconds\":604801} | 400 invalid_value previousKeyExpiresInSeconds",
        "{\"id\":2}                                | 400 unknown_field id",
      })
  void aRefusedChangeStoresNothing(String body, String problem) {
    deployment.webhooks.save(Examples.webhook(1));
    Webhook before = stored();

    assertThat(update(body).problem()).isEqualTo(problem);
    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void anUnknownWebhookIsNotFound() {
    assertThat(update("{}").problem()).isEqualTo("404 webhook_not_found");
  }
}
