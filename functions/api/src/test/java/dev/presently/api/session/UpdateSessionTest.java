package dev.presently.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.Deployment;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.PresenceState;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateSessionTest {
  private final Deployment here = new Deployment();
  private static final String OLD = "5511999999999@s.whatsapp.net";
  private static final String NEW = "5511900000000@s.whatsapp.net";

  private final UpdateSession updateSession =
      new UpdateSession(
          here.useCases().changeSession(),
          here.useCases().engines(),
          here.allowed,
          here.entrance());

  @Test
  void absentFieldsKeepTheirValue() {
    here.hasConnected("sales", "+5511999999999");
    here.clock.advance(Duration.ofSeconds(5));

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
    here.hasConnected("sales", "+5511999999999");
    long revision = here.session("sales").revision();
    here.clock.advance(Duration.ofSeconds(5));

    new Call().session("sales").body("{\"phoneNumber\":\"+5511999999999\"}").to(updateSession);

    assertThat(here.session("sales").revision()).isEqualTo(revision);
  }

  @Test
  void nullRemovesAValue() {
    here.hasConnected("sales", "+5511999999999");
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
    here.hasConnected("sales", "+5511999999999");
    here.hasConnected("old", "+5511911111111");
    here.hasConnected("new", "+5511922222222");
    here.subscribe("old", OLD);
    here.subscribe("new", NEW);
    here.engine("sales").setPresence(Availability.AVAILABLE);
    here.clock.advance(Duration.ofSeconds(1));

    Answer answer =
        new Call().session("sales").body("{\"phoneNumber\":\"+5511900000000\"}").to(updateSession);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(here.presence("old", OLD).orElseThrow().shown())
        .isEqualTo(PresenceState.UNAVAILABLE);
    assertThat(here.presence("new", NEW).orElseThrow().shown()).isEqualTo(PresenceState.AVAILABLE);
  }

  @Test
  void aSessionThatGetsARemoteEngineGoesOffline() {
    here.hasConnected("sales", "+5511999999999");
    here.hasConnected("desk", "+5511911111111");
    here.subscribe("desk", OLD);
    here.engine("sales").setPresence(Availability.AVAILABLE);
    here.clock.advance(Duration.ofSeconds(1));

    Answer answer =
        new Call()
            .session("sales")
            .body("{\"engine\":{\"type\":\"titan\",\"url\":\"https://titan.presently.dev\"}}")
            .to(updateSession);

    assertThat(answer.data().path("status").stringValueOpt()).contains("DISCONNECTED");
    assertThat(here.presence("desk", OLD).orElseThrow().shown())
        .isEqualTo(PresenceState.UNAVAILABLE);
    assertThat(here.sessions.ownerOf(Jid.parse(OLD))).isEmpty();
  }

  @Test
  void aNumberOfAnotherLoopbackSessionIsAConflictAndChangesNothing() {
    here.hasConnected("sales", "+5511999999999");
    here.hasConnected("desk", "+5511911111111");

    assertThat(
            new Call()
                .session("sales")
                .body("{\"phoneNumber\":\"+5511911111111\",\"pushName\":\"x\"}")
                .to(updateSession)
                .problem())
        .isEqualTo("409 phone_number_taken phoneNumber");
    assertThat(here.session("sales").profile().pushName()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{\"name\":\"other\"}      | 400 unknown_field name",
        "{\"start\":true}          | 400 unknown_field start",
        "{\"engine\":null}         | 400 invalid_value engine",
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
