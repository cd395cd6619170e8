package dev.presently.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.Examples;
import dev.presently.core.session.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                 "engine":{"type":"loopback"}}""")
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
                {"name":"sales","proxy":{"host":"p","port":8080.50},"config":{"deep":[1,null]}}""")
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
                 "session":"default","apiKey":"hidden key","webhookSecret":"hidden secret"}}""")
            .to(createSession);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text())
        .contains(
            "\"engine\":{\"type\":\"waha\",\"url\":\"https://waha.presently.dev\",\"session\":\"default\"}");
    assertThat(answer.body()).doesNotContain("hidden");
    assertThat(deployment.session("shop").engine().webhookSecret())
        .contains(new Secret("hidden secret"));
  }

  @Test
  void anEngineOnAnAllowedPrivateHostIsAccepted() {
    assertThat(
            new Call()
                .body(
                    """
                    {"name":"shop","engine":{"type":"titan","url":"http://127.0.0.1:3000"}}""")
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
        "{\"name\":\"a\",\"engine\":{\"type\":\"gowa\"}}          | 400 invalid_value engine.type",
        "{\"name\":\"a\",\"engine\":{\"type\":\"waha\"}}          | 400 missing_field engine.url",
        "{\"name\":\"a\",\"engine\":{\"type\":\"waha\",\"url\":\"https://10.0.0.1\"}} | 400 url_not_allowed engine.url",
        "{\"name\":\"a\",\"engine\":{\"type\":\"loopback\",\"url\":\"https://a.dev\"}} | 400 invalid_value engine",
        "{\"name\":\"a\",\"engine\":{\"type\":\"loopback\",\"port\":1}} | 400 unknown_field engine.port",
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
                {"name":"a","engine":{"type":"waha","url":"https://a.dev","apiKey":"%s"}}"""
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

  @Test
  void aRemoteEngineCannotBeStartedAndNothingIsStored() {
    assertThat(
            new Call()
                .body(
                    """
                    {"name":"shop","start":true,
                     "engine":{"type":"waha","url":"https://waha.presently.dev"}}""")
                .to(createSession)
                .problem())
        .isEqualTo("409 engine_cannot");
    assertThat(deployment.sessions.list(Optional.empty(), 1).items()).isEmpty();
  }
}
