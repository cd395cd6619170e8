package dev.presently.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.Examples;
import dev.presently.core.webhook.HmacKey;
import dev.presently.core.webhook.InMemoryWebhookStore;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookLimits;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateWebhookTest {
  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private final CreateWebhook createWebhook = new CreateWebhook(deployment);

  private Answer create(String body) {
    return new Call().body(body).to(createWebhook);
  }

  @Test
  void aUrlAloneCreatesAWebhookForAllEventsWithAKey() {
    Answer answer = create("{\"url\":\"https://receiver.presently.dev/hook\"}");

    assertThat(answer.status()).isEqualTo(201);
    String key = answer.data().path("hmacKey").stringValue();
    assertThat(key).matches("[0-9a-f]{64}");
    assertThat(answer.data().path("standardWebhooksSecret").stringValueOpt())
        .contains(new HmacKey(key).standardWebhooksSecret());
    assertThat(answer.text())
        .startsWith(
            "{\"id\":1,\"url\":\"https://receiver.presently.dev/hook\",\"events\":[\"*\"],"
                + "\"session\":null,\"enabled\":true,\"status\":\"active\",\"headers\":[],\"coalesce\":true,"
                + "\"maxConcurrency\":32,"
                + "\"createdAt\":\"2026-03-02T10:00:00Z\",\"updatedAt\":\"2026-03-02T10:00:00Z\",");
    assertThat(deployment.webhooks.find(new WebhookId(1)).orElseThrow().keys().current().value())
        .isEqualTo(key);
  }

  @Test
  void maxConcurrencyIsFromOneToAHundred() {
    assertThat(
            create("{\"url\":\"https://receiver.presently.dev/hook\",\"maxConcurrency\":100}")
                .data()
                .path("maxConcurrency")
                .intValue())
        .isEqualTo(100);
    Answer refused =
        create("{\"url\":\"https://receiver.presently.dev/hook\",\"maxConcurrency\":101}");
    assertThat(refused.problem()).isEqualTo("400 invalid_value maxConcurrency");
  }

  @Test
  void generatedKeysDiffer() {
    String body = "{\"url\":\"https://receiver.presently.dev/hook\"}";

    assertThat(create(body).data().path("hmacKey").stringValueOpt())
        .isNotEqualTo(create(body).data().path("hmacKey").stringValueOpt());
  }

  @Test
  void aRepetitionWithAnIdempotencyKeyShowsTheSameWebhookAndKey() {
    Call call =
        new Call()
            .method("POST")
            .at("/api/webhooks")
            .by(1, 60)
            .header("Authorization", "Bearer prs_key")
            .header("Idempotency-Key", "once")
            .body("{\"url\":\"https://receiver.presently.dev/hook\"}");

    Answer first = call.to(createWebhook);
    Answer again = call.to(createWebhook);

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(deployment.webhooks.list(Optional.empty(), 10).items()).hasSize(1);
  }

  @Test
  void theLimitOfASessionAndThatOfAllSessionsAreNamed() {
    deployment.store(Examples.loopback("sales"));
    deployment.webhookStore = new InMemoryWebhookStore(new WebhookLimits(1, 3), _ -> true);
    String ofAll = "{\"url\":\"https://receiver.presently.dev/hook\"}";
    String ofSales = "{\"url\":\"https://receiver.presently.dev/hook\",\"session\":\"sales\"}";
    var limited = new CreateWebhook(deployment);

    assertThat(new Call().body(ofAll).to(limited).status()).isEqualTo(201);
    Answer secondOfAll = new Call().body(ofAll).to(limited);
    assertThat(new Call().body(ofSales).to(limited).status()).isEqualTo(201);
    Answer secondOfSales = new Call().body(ofSales).to(limited);

    assertThat(secondOfAll.problem()).isEqualTo("409 too_many_webhooks");
    assertThat(secondOfAll.body()).contains("there are at most 1 webhooks for all sessions");
    assertThat(secondOfSales.problem()).isEqualTo("409 too_many_webhooks");
    assertThat(secondOfSales.body()).contains("the session sales has at most 1 webhooks");
  }

  @Test
  void aSessionThatIsRemovedWhileItsWebhookIsCreatedIsRefusedLikeAnUnknownOne() {
    String body = "{\"url\":\"https://receiver.presently.dev/hook\",\"session\":\"sales\"}";
    Answer unknown = create(body);
    deployment.store(Examples.loopback("sales"));
    deployment.webhookStore = new InMemoryWebhookStore(new WebhookLimits(1, 1), _ -> false);

    Answer removed = new Call().body(body).to(new CreateWebhook(deployment));

    assertThat(removed.problem()).isEqualTo("400 invalid_value session");
    assertThat(removed.body()).isEqualTo(unknown.body());
  }

  @Test
  void theLimitOfTheDeploymentIsNamed() {
    deployment.webhookStore = new InMemoryWebhookStore(new WebhookLimits(2, 1), _ -> true);
    String body = "{\"url\":\"https://receiver.presently.dev/hook\"}";
    var limited = new CreateWebhook(deployment);
    new Call().body(body).to(limited);

    Answer refused = new Call().body(body).to(limited);

    assertThat(refused.problem()).isEqualTo("409 too_many_webhooks");
    assertThat(refused.body()).contains("this deployment has at most 1 webhooks");
  }

  @Test
  void allSettingsAreStored() {
    deployment.store(Examples.loopback("sales"));

    Answer answer =
        create(
            """
            {"url":"http://127.0.0.1:9999/hook","label":"CRM","events":["presence.update"],
             "session":"sales","enabled":false,"headers":[{"name":"X-Tenant","value":"hidden"}],
             "retries":{"attempts":5,"delaySeconds":30},
             "filter":{"contacts":["+5511999999999"],"presences":["online","recording"]},
             "coalesce":false,"hmacKey":"sixteen letters!"}""");

    assertThat(answer.text())
        .isEqualTo(
            "{\"id\":1,\"url\":\"http://127.0.0.1:9999/hook\",\"label\":\"CRM\","
                + "\"events\":[\"presence.update\"],\"session\":\"sales\",\"enabled\":false,\"status\":\"disabled\","
                + "\"headers\":[{\"name\":\"X-Tenant\"}],"
                + "\"retries\":{\"attempts\":5,\"delaySeconds\":30,\"policy\":\"exponential\"},"
                + "\"filter\":{\"contacts\":[\"5511999999999@s.whatsapp.net\"],"
                + "\"presences\":[\"available\",\"recording\"]},\"coalesce\":false,\"maxConcurrency\":32,"
                + "\"createdAt\":\"2026-03-02T10:00:00Z\",\"updatedAt\":\"2026-03-02T10:00:00Z\","
                + "\"hmacKey\":\"sixteen letters!\","
                + "\"standardWebhooksSecret\":\"whsec_c2l4dGVlbiBsZXR0ZXJzIQ==\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[\"*\"]"})
  void noEventsAndAStarMeanAllEvents(String events) {
    Answer answer =
        create("{\"url\":\"https://receiver.presently.dev\",\"events\":" + events + "}");

    assertThat(answer.text()).contains("\"events\":[\"*\"]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "\"events\":[\"presence\"]                    | 400 invalid_value events[0]",
        "\"events\":[\"*\",\"message.received\"]      | 400 invalid_value events",
        "\"events\":\"*\"                             | 400 invalid_value events",
        "\"label\":null                               | 400 invalid_value label",
        "\"session\":\"nobody\"                       | 400 invalid_value session",
        "\"session\":\"-\"                            | 400 invalid_value session",
        "\"enabled\":\"true\"                         | 400 invalid_value enabled",
        "\"hmacKey\":\"short\"                        | 400 invalid_value hmacKey",
        "\"headers\":[{\"name\":\"X\"}]               | 400 missing_field headers[0].value",
        "\"headers\":[{\"name\":\"Host\",\"value\":\"x\"}] | 400 invalid_value headers[0].name",
        "\"headers\":[{\"name\":\"X\",\"value\":\"a\\nb\"}] | 400 invalid_value headers[0].value",
        "\"headers\":[{\"name\":\"X\",\"value\":\"é\"}] | 400 invalid_value headers[0].value",
        "\"headers\":[{\"name\":\"X\",\"name\":\"Y\"}] | 400 duplicate_field headers[0].name",
        "\"filter\":{\"contacts\":[\"1\",\"\\u0000\"]} | 400 invalid_value filter.contacts[1]",
        "\"filter\":{\"x\\u0000\":1}                 | 400 invalid_value filter.x?",
        "\"headers\":{}                               | 400 invalid_value headers",
        "\"retries\":{\"attempts\":5}                 | 400 missing_field retries.delaySeconds",
        "\"retries\":{\"attempts\":21,\"delaySeconds\":1} | 400 invalid_value retries.attempts",
        "\"retries\":{\"attempts\":1.5,\"delaySeconds\":1} | 400 invalid_value retries.attempts",
        "\"retries\":{\"attempts\":1e99,\"delaySeconds\":1} | 400 invalid_value retries.attempts",
        "\"filter\":{\"contacts\":[\"x\"]}            | 400 invalid_value filter.contacts[0]",
        "\"filter\":{\"presences\":[\"x\"]}           | 400 invalid_value filter.presences[0]",
        "\"filter\":{\"states\":[]}                   | 400 unknown_field filter.states",
        "\"id\":1                                     | 400 unknown_field id",
      })
  void aRefusedBodyCreatesNoWebhook(String field, String problem) {
    Answer answer = create("{\"url\":\"https://receiver.presently.dev\"," + field + "}");

    assertThat(answer.problem()).isEqualTo(problem);
    assertThat(deployment.webhooks.list(Optional.empty(), 1).items()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://receiver.presently.dev",
        "https://10.0.0.1/hook",
        "https://localhost/hook",
        "https://user:pw@receiver.presently.dev",
        "ftp://receiver.presently.dev",
        "x",
        ""
      })
  void aForbiddenUrlIsRefused(String url) {
    assertThat(create("{\"url\":\"" + url + "\"}").problem()).isEqualTo("400 url_not_allowed url");
  }

  @Test
  void theApisOwnDomainIsNoReceiverThroughTheGatewaysNameEither() {
    Answer answer =
        new Call()
            .stageVariable("domainName", "presence.example.com")
            .body("{\"url\":\"https://presence.example.com/api/intake/shop\"}")
            .to(createWebhook);

    assertThat(answer.problem()).isEqualTo("400 url_not_allowed url");
    assertThat(answer.sentence()).contains("it is this API's own");
  }

  @Test
  void theIntakesFunctionUrlIsNoReceiver() {
    Answer answer =
        new Call()
            .stageVariable("intakeUrl", "https://a1.lambda-url.sa-east-1.on.aws/")
            .body("{\"url\":\"https://a1.lambda-url.sa-east-1.on.aws/api/intake/shop\"}")
            .to(createWebhook);

    assertThat(answer.problem()).isEqualTo("400 url_not_allowed url");
  }

  @Test
  void theNameIsResolvedAfterAllOtherChecks() {
    deployment.hosts.withForbidden("inside.presently.dev");

    Answer unknown = create("{\"url\":\"https://nowhere.presently.dev/\"}");
    Answer inside = create("{\"url\":\"https://inside.presently.dev/\"}");

    assertThat(unknown.problem()).isEqualTo("400 url_unresolvable url");
    assertThat(unknown.sentence())
        .isEqualTo(
            "invalid url: the name nowhere.presently.dev has no address; accepted: a host all of"
                + " whose addresses are public");
    assertThat(inside.problem()).isEqualTo("400 url_not_allowed url");
    assertThat(create("{\"url\":\"https://nowhere.presently.dev/\",\"id\":1}").problem())
        .isEqualTo("400 unknown_field id");
    assertThat(deployment.webhooks.list(Optional.empty(), 1).items()).isEmpty();
  }

  @Test
  void theUrlIsRequired() {
    assertThat(create("{}").problem()).isEqualTo("400 missing_field url");
  }

  @Test
  void anErrorDoesNotQuoteASecret() {
    Answer answer =
        create(
            "{\"url\":\"https://receiver.presently.dev\",\"hmacKey\":\"" + "k".repeat(129) + "\"}");

    assertThat(answer.problem()).isEqualTo("400 invalid_value hmacKey");
    assertThat(answer.body()).doesNotContain("kk");
  }
}
