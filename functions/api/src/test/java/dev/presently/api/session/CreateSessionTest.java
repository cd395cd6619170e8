package dev.presently.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.Examples;
import dev.presently.core.engine.EngineAnswer;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.Secret;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CreateSessionTest {
  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private final CreateSession createSession = new CreateSession(deployment);

  @Test
  void aNameAloneCreatesALoopbackSessionWithAGeneratedLid() {
    Answer answer = new Call().body("{\"name\":\"sales\"}").to(createSession);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.data().path("name").stringValueOpt()).contains("sales");
    assertThat(answer.data().path("status").stringValueOpt()).contains("DISCONNECTED");
    assertThat(answer.data().path("lid").stringValue()).matches("\\d{15}@lid");
    assertThat(answer.data().path("engine").path("type").stringValueOpt()).contains("loopback");
    assertThat(answer.data().path("createdAt").stringValueOpt()).contains("2026-03-02T10:00:00Z");
    assertThat(answer.data().propertyNames())
        .doesNotContain("statusReason", "phoneNumber", "proxy");
    assertThat(deployment.session("sales").status().isConnected()).isFalse();
  }

  @Test
  void startConnectsItAtOnce() {
    Answer answer =
        new Call()
            .body(
                """
                {"name":"sales","start":true,"phoneNumber":"+5511999999999",
                 "engine":{"type":"loopback"}}\
                """)
            .to(createSession);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.data().path("status").stringValueOpt()).contains("CONNECTED");
    assertThat(answer.data().path("phoneNumber").stringValueOpt()).contains("+5511999999999");
    assertThat(deployment.session("sales").status().isConnected()).isTrue();
  }

  @Test
  void proxyAndConfigAreStoredAndReturned() {
    Answer answer =
        new Call()
            .body(
                """
                {"name":"sales","proxy":{"host":"p","port":8080.50},"config":{"deep":[1,null]}}\
                """)
            .to(createSession);

    assertThat(answer.text())
        .contains("\"proxy\":{\"host\":\"p\",\"port\":8080.50}")
        .contains("\"config\":{\"deep\":[1,null]}");
    assertThat(deployment.session("sales").profile().config()).contains("{\"deep\":[1,null]}");
  }

  @Test
  void anEnginesSecretsAreStoredAndNeverShown() {
    Answer answer =
        new Call()
            .body(
                """
                {"name":"shop","engine":{"type":"waha","url":"https://waha.presently.dev",
                 "session":"default","apiKey":"hidden key","webhookSecret":"a hidden secret of ours"}}\
                """)
            .to(createSession);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text())
        .contains(
            "\"engine\":{\"type\":\"waha\",\"url\":\"https://waha.presently.dev\",\"session\":\"default\","
                + "\"intakeUrl\":\"https://k3v9w2x1y0.execute-api.sa-east-1.amazonaws.com/live/api/intake/shop\"}");
    assertThat(answer.body()).doesNotContain("hidden");
    assertThat(deployment.session("shop").engine().webhookSecret())
        .contains(new Secret("a hidden secret of ours"));
  }

  @Test
  void aRemoteSessionWithoutASecretGetsARandomOneThatIsShownOnce() {
    String body =
        """
        {"name":"%s","engine":{"type":"waha","url":"https://waha.presently.dev"}}\
        """;
    Answer shop = new Call().body(body.formatted("shop")).to(createSession);
    Answer desk = new Call().body(body.formatted("desk")).to(createSession);

    String secret = shop.data().path("engine").path("webhookSecret").stringValue();
    assertThat(secret).matches("[A-Za-z0-9_-]{43}");
    assertThat(Base64.getUrlDecoder().decode(secret)).hasSize(32);
    assertThat(deployment.session("shop").engine().webhookSecret()).contains(new Secret(secret));
    assertThat(desk.body()).doesNotContain(secret);
    assertThat(new Call().session("shop").to(new GetSession(deployment)).body())
        .doesNotContain(secret, "webhookSecret");
  }

  @Test
  void anEnginesOptionsAreStoredAndShown() {
    Answer answer =
        new Call()
            .body(
                """
                {"name":"shop","engine":{"type":"waha","url":"https://waha.presently.dev",
                 "subscribePerSecond":0.50,"renewAfterSeconds":3600,"staleAfterSeconds":60,
                 "configure":false}}\
                """)
            .to(createSession);

    assertThat(answer.text())
        .contains(
            "\"subscribePerSecond\":0.5,\"renewAfterSeconds\":3600,\"staleAfterSeconds\":60,"
                + "\"configure\":false");
    assertThat(deployment.session("shop").engine().options())
        .isEqualTo(
            new EngineSettings.Options(
                Optional.of(new BigDecimal("0.5")),
                Optional.of(Duration.ofHours(1)),
                Optional.of(Duration.ofMinutes(1)),
                Optional.of(false)));
  }

  @Test
  void aLoopbackSessionMayBelieveForALimitedTime() {
    Answer answer =
        new Call()
            .body("{\"name\":\"desk\",\"engine\":{\"type\":\"loopback\",\"staleAfterSeconds\":60}}")
            .to(createSession);

    assertThat(answer.text())
        .contains("\"engine\":{\"type\":\"loopback\",\"staleAfterSeconds\":60}");
    assertThat(deployment.session("desk").engine().staleAfter()).contains(Duration.ofMinutes(1));
  }

  @Test
  void aLoopbackSessionHasNeitherIntakeNorSecret() {
    assertThat(new Call().body("{\"name\":\"sales\"}").to(createSession).text())
        .contains("\"engine\":{\"type\":\"loopback\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "\"subscribePerSecond\":0       | subscribePerSecond | got 0; accepted: a number from 0.01"
            + " to 10 with at most 2 decimals",
        "\"subscribePerSecond\":10.01   | subscribePerSecond | got 10.01; accepted: a number from"
            + " 0.01 to 10 with at most 2 decimals",
        "\"subscribePerSecond\":0.125   | subscribePerSecond | got 0.125; accepted: a number from"
            + " 0.01 to 10 with at most 2 decimals",
        "\"subscribePerSecond\":1e9     | subscribePerSecond | got 1E+9; accepted: a number from"
            + " 0.01 to 10 with at most 2 decimals",
        "\"subscribePerSecond\":\"1\"   | subscribePerSecond | got a string; accepted: a number"
            + " from 0.01 to 10 with at most 2 decimals",
        "\"subscribePerSecond\":null    | subscribePerSecond | got null; accepted: a number from"
            + " 0.01 to 10 with at most 2 decimals",
        "\"renewAfterSeconds\":59       | renewAfterSeconds  | got 59; accepted: a whole number"
            + " from 60 to 2592000",
        "\"renewAfterSeconds\":60.5     | renewAfterSeconds  | got 60.5; accepted: a whole number"
            + " from 60 to 2592000",
        "\"staleAfterSeconds\":2592001  | staleAfterSeconds  | got 2592001; accepted: a whole"
            + " number from 60 to 2592000",
        "\"configure\":\"no\"           | configure          | got a string; accepted: true or"
            + " false",
        "\"webhookSecret\":\"fifteen-letters\" | webhookSecret | not a webhook secret; accepted: 16"
            + " to 128 characters",
      })
  void anOptionOutOfRangeIsRefusedByItsPath(String option, String field, String why) {
    Answer answer =
        new Call()
            .body(
                "{\"name\":\"shop\",\"engine\":{\"type\":\"waha\",\"url\":\"https://a.dev\","
                    + option
                    + "}}")
            .to(createSession);

    assertThat(answer.problem()).isEqualTo("400 invalid_value engine." + field);
    assertThat(answer.sentence()).isEqualTo("invalid engine." + field + ": " + why);
    assertThat(deployment.sessions.list(Optional.empty(), 1).items()).isEmpty();
  }

  @Test
  void anOptionInRangeIsAccepted() {
    for (String option :
        List.of(
            "\"subscribePerSecond\":0.01",
            "\"subscribePerSecond\":10",
            "\"renewAfterSeconds\":60",
            "\"staleAfterSeconds\":2592000",
            "\"webhookSecret\":\"" + "s".repeat(16) + "\"",
            "\"webhookSecret\":\"" + "s".repeat(128) + "\"")) {
      String body =
          "{\"name\":\"shop-%d\",\"engine\":{\"type\":\"waha\",\"url\":\"https://a.dev\",%s}}";
      assertThat(
              new Call()
                  .body(body.formatted(Math.abs(option.hashCode()), option))
                  .to(createSession)
                  .status())
          .as(option)
          .isEqualTo(201);
    }
  }

  @Test
  void anEngineIsNotThisApiItself() {
    assertThat(
            new Call()
                .body(
                    """
                    {"name":"shop","engine":{"type":"titan",
                     "url":"https://k3v9w2x1y0.execute-api.sa-east-1.amazonaws.com/live"}}\
                    """)
                .to(createSession)
                .problem())
        .isEqualTo("400 url_not_allowed engine.url");
  }

  @Test
  void anEngineOnAnAllowedPrivateHostIsAccepted() {
    assertThat(
            new Call()
                .body(
                    """
                    {"name":"shop","engine":{"type":"titan","url":"http://127.0.0.1:3000"}}\
                    """)
                .to(createSession)
                .status())
        .isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{}                                                     | 400 missing_field name",
        "{\"name\":\"-sales\"}                                    | 400 invalid_value name",
        "{\"name\":7}                                           | 400 invalid_value name",
        "{\"name\":\"a\",\"start\":\"yes\"}                       | 400 invalid_value start",
        "{\"name\":\"a\",\"phoneNumber\":\"5511\"}                | 400 invalid_value phoneNumber",
        "{\"name\":\"a\",\"lid\":\"5511999999999@s.whatsapp.net\"} | 400 invalid_value lid",
        "{\"name\":\"a\",\"pushName\":\"\"}                       | 400 invalid_value pushName",
        "{\"name\":\"a\",\"engine\":\"waha\"}                     | 400 invalid_value engine",
        "{\"name\":\"a\",\"engine\":{}}                         | 400 missing_field engine.type",
        "{\"name\":\"a\",\"engine\":{\"type\":\"baileys\"}}       | 400 invalid_value engine.type",
        "{\"name\":\"a\",\"engine\":{\"type\":\"waha\"}}          | 400 missing_field engine.url",
        "{\"name\":\"a\",\"engine\":{\"type\":\"waha\",\"url\":\"https://10.0.0.1\"}} | 400"
            + " url_not_allowed engine.url",
        "{\"name\":\"a\",\"engine\":{\"type\":\"loopback\",\"url\":\"https://a.dev\"}} | 400"
            + " invalid_value engine",
        "{\"name\":\"a\",\"engine\":{\"type\":\"loopback\",\"configure\":true}} | 400 invalid_value"
            + " engine",
        "{\"name\":\"a\",\"engine\":{\"type\":\"loopback\",\"port\":1}} | 400 unknown_field"
            + " engine.port",
        "{\"name\":\"a\",\"phone\":\"+5511999999999\"}            | 400 unknown_field phone",
      })
  void aRefusedBodyCreatesNoSession(String body, String problem) {
    assertThat(new Call().body(body).to(createSession).problem()).isEqualTo(problem);
    assertThat(deployment.sessions.list(Optional.empty(), 1).items()).isEmpty();
  }

  @Test
  void anErrorDoesNotQuoteASecret() {
    Answer answer =
        new Call()
            .body(
                """
                {"name":"a","engine":{"type":"waha","url":"https://a.dev","apiKey":"%s"}}\
                """
                    .formatted("k".repeat(513)))
            .to(createSession);

    assertThat(answer.problem()).isEqualTo("400 invalid_value engine.apiKey");
    assertThat(answer.body()).doesNotContain("kk");
  }

  @Test
  void anExistingNameIsAConflict() {
    deployment.store(Examples.loopback("sales"));

    assertThat(new Call().body("{\"name\":\"sales\"}").to(createSession).problem())
        .isEqualTo("409 session_exists name");
  }

  @Test
  void anAddressOfAnotherLoopbackSessionIsAConflict() {
    deployment.store(Examples.loopback("desk", "+5511999999999"));
    String lid = deployment.session("desk").identity().orElseThrow().jid().toString();
    deployment.store(Examples.loopback("shop"));
    String made = deployment.session("shop").profile().lid().orElseThrow().toString();

    assertThat(lid).isEqualTo("5511999999999@s.whatsapp.net");
    assertThat(
            new Call()
                .body("{\"name\":\"sales\",\"phoneNumber\":\"+5511999999999\"}")
                .to(createSession)
                .problem())
        .isEqualTo("409 phone_number_taken phoneNumber");
    assertThat(
            new Call()
                .body("{\"name\":\"sales\",\"lid\":\"" + made + "\"}")
                .to(createSession)
                .problem())
        .isEqualTo("409 lid_taken lid");
  }

  private Answer createStarted() {
    return new Call()
        .body(
            """
            {"name":"shop","start":true,
             "engine":{"type":"waha","url":"https://waha.presently.dev"}}\
            """)
        .to(createSession);
  }

  @Test
  void startConnectsTheEngineAndGivesItTheIntakeAndTheSecret() {
    Answer answer = createStarted();

    JsonNode engine = answer.data().path("engine");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.data().path("status").stringValue()).isEqualTo("CONNECTING");
    assertThat(deployment.engine.commands())
        .containsExactly(
            new EngineCommand.Start(
                Optional.of(
                    new EngineCommand.Intake(
                        URI.create(engine.path("intakeUrl").stringValue()),
                        Optional.of(new Secret(engine.path("webhookSecret").stringValue()))))));
  }

  @Test
  void aSessionWhoseEngineFailsToStartExistsAndShowsWhy() {
    deployment.engine.answering(new EngineAnswer.Unreachable("connection refused"));

    Answer answer = createStarted();

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.data().path("status").stringValue()).isEqualTo("DISCONNECTED");
    assertThat(answer.data().path("engine").path("lastError").stringValue())
        .contains("connection refused");
    assertThat(answer.data().path("engine").path("webhookSecret").isString()).isTrue();
    assertThat(deployment.session("shop").engineState().lastError()).isPresent();
  }

  @Test
  void anEngineWithoutAUrlCannotBeStartedAndNothingIsStored() {
    assertThat(
            new Call()
                .body("{\"name\":\"shop\",\"start\":true,\"engine\":{\"type\":\"gowa\"}}")
                .to(createSession)
                .problem())
        .isEqualTo("409 engine_cannot engine.url");
    assertThat(deployment.sessions.list(Optional.empty(), 1).items()).isEmpty();
  }

  @Test
  void anEngineThatCannotBeStartedWithItsSettingsIsRefusedAndNothingIsStored() {
    Answer answer =
        new Call()
            .body(
                """
                {"name":"shop","start":true,"engine":{"type":"titan","url":"http://127.0.0.1:3000"}}\
                """)
            .to(createSession);

    assertThat(answer.problem()).isEqualTo("409 engine_cannot engine");
    assertThat(answer.body()).contains("engine.session");
    assertThat(deployment.sessions.list(Optional.empty(), 1).items()).isEmpty();
  }

  @Test
  void anEngineWithoutAUrlOnlySendsEvents() {
    Answer answer =
        new Call()
            .body("{\"name\":\"shop\",\"engine\":{\"type\":\"evolution\",\"session\":\"shop\"}}")
            .to(createSession);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.data().path("engine").propertyNames())
        .contains("intakeUrl", "webhookSecret")
        .doesNotContain("url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy", "config"})
  void moreThan16KibOfForeignJsonAreRefusedByName(String field) {
    assertThat(create(field, "é".repeat(8_191)).status()).isEqualTo(201);
    assertThat(create(field, "é".repeat(8_192)).problem()).isEqualTo("400 invalid_value " + field);
  }

  private Answer create(String field, String text) {
    return new Call()
        .body("{\"name\":\"%s\",\"%s\":\"%s\"}".formatted(field, field, text))
        .to(createSession);
  }
}
