package dev.presently.adapters.engines.evolutiongo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.presently.adapters.engines.Told;
import dev.presently.core.InvalidValue;
import dev.presently.core.TestClock;
import dev.presently.core.engine.EngineEvents;
import dev.presently.core.engine.IntakeRequest;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Secret;
import dev.presently.core.session.Session;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvolutionGoEventReaderTest {
  private static final Secret SECRET = new Secret("never-store-this");

  private final EvolutionGoEventReader evolutionGo = new EvolutionGoEventReader();

  private boolean isAuthentic(String body, Optional<String> authorization) {
    return evolutionGo.isAuthentic(
        new IntakeRequest(
            body.getBytes(UTF_8),
            name -> authorization.filter(_ -> name.equals("Authorization")),
            TestClock.START),
        SECRET);
  }

  private EngineEvents read(EngineSettings engine, String body) {
    var session =
        Session.create(Told.SESSION.name(), engine, Session.Profile.EMPTY, TestClock.START);
    return evolutionGo.read(session, body.getBytes(UTF_8));
  }

  private static EngineSettings engine() {
    return EngineSettings.of(new EngineType("evolution-go"));
  }

  @Test
  void theInstancesTokenInTheBodyIsTheSecret() {
    assertThat(isAuthentic("{\"instanceToken\":\"never-store-this\"}", Optional.empty())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{",
        "{}",
        "{\"instanceToken\":null}",
        "{\"instanceToken\":\"\"}",
        "{\"instanceToken\":\"never-store-thi\"}",
        "{\"instanceToken\":[\"never-store-this\"]}",
        "{\"data\":{\"instanceToken\":\"never-store-this\"}}",
        "{\"instanceToken\":\"x\",\"instanceToken\":\"never-store-this\"}",
      })
  void anotherTokenIsRefused(String body) {
    assertThat(isAuthentic(body, Optional.empty())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"never-store-this, true", "another, false"})
  void thePasswordOfTheUrlIsTheSecret(String password, boolean authentic) {
    String basic = Base64.getEncoder().encodeToString(("presently:" + password).getBytes(UTF_8));

    assertThat(isAuthentic("{}", Optional.of("Basic " + basic))).isEqualTo(authentic);
    assertThat(evolutionGo.acceptsKeys()).isTrue();
  }

  @Test
  void theTokenIsNotKept() {
    EngineEvents events =
        read(
            engine(),
            """
            {"event":"Presence","instanceToken":"never-store-this",
             "data":{"From":"5511999990002@s.whatsapp.net","Unavailable":false}}""");

    assertThat(events.toString()).doesNotContain("never-store-this");
    assertThat(Told.words(events)).isEqualTo("5511999990002@s.whatsapp.net AVAILABLE");
  }

  @ParameterizedTest
  @CsvSource({"6a1d, 1", "shop, 1", "another, 0"})
  void eventsOfAnotherInstanceAreIgnored(String session, int accepted) {
    String event =
        "{\"event\":\"Connected\",\"data\":{},\"instanceId\":\"6a1d\",\"instanceName\":\"shop\"}";

    assertThat(read(engine().withSession(session), event).accepted()).isEqualTo(accepted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PasskeyRequest", "PasskeyConfirmation"})
  void aPasskeyIsAskedForLikeAQrCode(String event) {
    assertThat(read(engine(), "{\"event\":\"" + event + "\",\"data\":{}}").connections())
        .singleElement()
        .satisfies(report -> assertThat(report.status().toString()).contains("SCAN_QR"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event\":\"Receipt\",\"data\":{}}",
        "{\"event\":\"Presence\",\"data\":{\"From\":\"nobody\"}}",
        "{\"event\":\"ChatPresence\",\"data\":{\"IsFromMe\":true}}",
      })
  void anEventWithoutAReportCountsAsIgnored(String event) {
    EngineEvents events = read(engine(), event);

    assertThat(events.accepted()).isZero();
    assertThat(events.ignored()).isEqualTo(1);
  }

  @Test
  void anAccountThatIsNoAddressIsLeftOut() {
    String event =
        "{\"event\":\"Connected\",\"data\":{\"jid\":\"5511@lid\",\"LID\":7,\"pushName\":\"\"}}";

    var account = read(engine(), event).connections().getFirst().account();

    assertThat(account.phoneNumber()).isEmpty();
    assertThat(account.lid()).isEmpty();
    assertThat(account.pushName()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"event\":\"Presence\"}",
        "{\"event\":\"Presence\",\"data\":{}}",
        "{\"event\":\"ChatPresence\",\"data\":{\"Chat\":\"1@lid\",\"Sender\":\"1@lid\"}}",
      })
  void anUnreadableBodyIsRefused(String body) {
    assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> read(engine(), body));
  }

  @Test
  void anOtherAddressThatCannotBeReadLeavesTheRest() {
    assertThat(
            Told.by(
                evolutionGo,
                """
                {"event":"ChatPresence","data":{"Chat":"5524999990000@s.whatsapp.net",
                 "Sender":"5524999990000@s.whatsapp.net","SenderAlt":"81000000000003:99@hosted.lid",
                 "State":"composing"}}"""))
        .isEqualTo("5524999990000@s.whatsapp.net COMPOSING");
  }
}
