package dev.presently.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.Examples;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.PresenceState;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Secret;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateSessionTest {
  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private static final String OLD = "5511999999999@s.whatsapp.net";
  private static final String NEW = "5511900000000@s.whatsapp.net";

  private final UpdateSession updateSession = new UpdateSession(deployment);

  @Test
  void absentFieldsKeepTheirValue() {
    deployment.storeConnected("sales", "+5511999999999");
    deployment.clock.advance(Duration.ofSeconds(5));

    Answer answer =
        new Call().session("sales").body("{\"pushName\":\"Sales team\"}").to(updateSession);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.data().path("pushName").stringValueOpt()).contains("Sales team");
    assertThat(answer.data().path("phoneNumber").stringValueOpt()).contains("+5511999999999");
    assertThat(answer.data().path("status").stringValueOpt()).contains("CONNECTED");
    assertThat(answer.data().path("updatedAt").stringValueOpt()).contains("2026-03-02T10:00:05Z");
  }

  @Test
  void aRepeatedChangeChangesNothing() {
    deployment.storeConnected("sales", "+5511999999999");
    long revision = deployment.session("sales").revision();
    deployment.clock.advance(Duration.ofSeconds(5));

    new Call().session("sales").body("{\"phoneNumber\":\"+5511999999999\"}").to(updateSession);

    assertThat(deployment.session("sales").revision()).isEqualTo(revision);
  }

  @Test
  void nullRemovesAValue() {
    deployment.storeConnected("sales", "+5511999999999");
    new Call().session("sales").body("{\"pushName\":\"Sales\"}").to(updateSession);

    Answer answer =
        new Call()
            .session("sales")
            .body("{\"pushName\":null,\"phoneNumber\":null}")
            .to(updateSession);

    assertThat(answer.data().propertyNames()).doesNotContain("pushName", "phoneNumber");
    assertThat(answer.data().propertyNames()).contains("lid");
  }

  @Test
  void subscribersOfTheOldNumberSeeItGoOfflineAndThoseOfTheNewOneItsState() {
    deployment.storeConnected("sales", "+5511999999999");
    deployment.storeConnected("old", "+5511911111111");
    deployment.storeConnected("new", "+5511922222222");
    deployment.subscribe("old", OLD);
    deployment.subscribe("new", NEW);
    deployment.engine("sales").setPresence(Availability.AVAILABLE);
    deployment.clock.advance(Duration.ofSeconds(1));

    Answer answer =
        new Call().session("sales").body("{\"phoneNumber\":\"+5511900000000\"}").to(updateSession);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(deployment.presence("old", OLD).orElseThrow().state())
        .isEqualTo(PresenceState.UNAVAILABLE);
    assertThat(deployment.presence("new", NEW).orElseThrow().state())
        .isEqualTo(PresenceState.AVAILABLE);
  }

  @Test
  void aSessionThatGetsARemoteEngineGoesOffline() {
    deployment.storeConnected("sales", "+5511999999999");
    deployment.storeConnected("desk", "+5511911111111");
    deployment.subscribe("desk", OLD);
    deployment.engine("sales").setPresence(Availability.AVAILABLE);
    deployment.clock.advance(Duration.ofSeconds(1));

    Answer answer =
        new Call()
            .session("sales")
            .body("{\"engine\":{\"type\":\"titan\",\"url\":\"https://titan.presently.dev\"}}")
            .to(updateSession);

    assertThat(answer.data().path("status").stringValueOpt()).contains("DISCONNECTED");
    assertThat(deployment.presence("desk", OLD).orElseThrow().state())
        .isEqualTo(PresenceState.UNAVAILABLE);
    assertThat(deployment.sessions.ownerOf(Jid.parse(OLD))).isEmpty();
  }

  private EngineSettings patched(String engine) {
    EngineSettings waha =
        EngineSettings.of(new EngineType("waha"))
            .withUrl(Examples.url("https://waha.presently.dev/a"))
            .withApiKey(new Secret("key"))
            .withWebhookSecret(new Secret("short"));
    deployment.store(
        Session.create(
            new SessionName("shop"), waha, Session.Profile.EMPTY, deployment.clock.instant()));
    Answer answer =
        new Call()
            .session("shop")
            .body("{\"engine\":" + engine.replace('\'', '"') + "}")
            .to(updateSession);
    assertThat(answer.status()).isEqualTo(200);
    return deployment.session("shop").engine();
  }

  @Test
  void secretsThatAreNotGivenStay() {
    EngineSettings engine =
        patched("{'type':'waha','url':'https://waha.presently.dev/b','renewAfterSeconds':600}");

    assertThat(engine.apiKey()).contains(new Secret("key"));
    assertThat(engine.webhookSecret()).contains(new Secret("short"));
    assertThat(engine.options().renewAfter()).contains(Duration.ofMinutes(10));
  }

  @Test
  void secretsThatAreGivenReplaceThoseBefore() {
    EngineSettings engine =
        patched(
            "{'type':'waha','url':'https://waha.presently.dev/a','apiKey':'new',"
                + "'webhookSecret':'sixteen letters.'}");

    assertThat(engine.apiKey()).contains(new Secret("new"));
    assertThat(engine.webhookSecret()).contains(new Secret("sixteen letters."));
  }

  @Test
  void anotherHostDoesNotGetTheKeyOfTheOneBefore() {
    EngineSettings engine = patched("{'type':'waha','url':'https://other.presently.dev/a'}");

    assertThat(engine.apiKey()).isEmpty();
    assertThat(engine.webhookSecret()).contains(new Secret("short"));
  }

  @Test
  void anotherEngineGetsNoSecretOfTheOneBefore() {
    EngineSettings engine = patched("{'type':'titan','url':'https://waha.presently.dev/a'}");

    assertThat(engine.apiKey()).isEmpty();
    assertThat(engine.webhookSecret()).isEmpty();
  }

  @Test
  void theAnswerShowsTheIntakeAndNoSecret() {
    deployment.store(Examples.remote("shop", "+5511999999999"));

    Answer answer = new Call().session("shop").body("{}").to(updateSession);

    assertThat(answer.data().path("engine").path("intakeUrl").stringValue())
        .endsWith("/live/api/intake/shop");
    assertThat(answer.data().path("engine").propertyNames()).doesNotContain("webhookSecret");
  }

  @Test
  void aNumberOfAnotherLoopbackSessionIsAConflictAndChangesNothing() {
    deployment.storeConnected("sales", "+5511999999999");
    deployment.storeConnected("desk", "+5511911111111");

    assertThat(
            new Call()
                .session("sales")
                .body("{\"phoneNumber\":\"+5511911111111\",\"pushName\":\"x\"}")
                .to(updateSession)
                .problem())
        .isEqualTo("409 phone_number_taken phoneNumber");
    assertThat(deployment.session("sales").profile().pushName()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{\"name\":\"other\"}      | 400 unknown_field name",
        "{\"start\":true}          | 400 unknown_field start",
        "{\"engine\":null}         | 400 invalid_value engine",
        "{\"engine\":{\"type\":\"waha\",\"url\":\"https://a.dev\",\"webhookSecret\":\"x\"}} | 400 invalid_value engine.webhookSecret",
        "{\"engine\":{\"type\":\"waha\",\"url\":\"https://a.dev\",\"staleAfterSeconds\":1}} | 400 invalid_value engine.staleAfterSeconds",
        "{\"phoneNumber\":\"123\"} | 400 invalid_value phoneNumber",
        "{\"pushName\":5}          | 400 invalid_value pushName",
        "[]                        | 400 invalid_body",
      })
  void anInvalidBodyIsRefusedBeforeTheSessionIsRead(String body, String problem) {
    assertThat(new Call().session("nobody").body(body).to(updateSession).problem())
        .isEqualTo(problem);
  }

  @Test
  void anUnknownSessionIsNotFound() {
    assertThat(new Call().session("nobody").body("{}").to(updateSession).problem())
        .isEqualTo("404 session_not_found");
  }
}
