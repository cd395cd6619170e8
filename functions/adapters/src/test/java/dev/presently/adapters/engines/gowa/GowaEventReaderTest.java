package dev.presently.adapters.engines.gowa;

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
import dev.presently.core.session.SessionName;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GowaEventReaderTest {
  private static final Secret SECRET = new Secret("0123456789abcdef");
  private static final String BODY = "{\"event\":\"message\"}";

  /** {@code printf %s "$BODY" | openssl dgst -sha256 -hmac 0123456789abcdef}. */
  private static final String SIGNATURE =
      "sha256=8e5832fc95bd6feb955a1367ab8f339deab286742d750f67936f9961eb02ca30";

  private final GowaEventReader gowa = new GowaEventReader();

  private EngineEvents read(String device, String body) {
    var session =
        Session.create(
            new SessionName("shop"),
            EngineSettings.of(new EngineType("gowa")).withSession(device),
            Session.Profile.EMPTY,
            TestClock.START);
    return gowa.read(session, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String typing(String fields) {
    return """
    {"event":"chat_presence","session_id":"shop","payload":{%s,
     "chat_id":"5511999990002@s.whatsapp.net","state":"composing","media":""}}\
    """
        .formatted(fields);
  }

  @ParameterizedTest
  @CsvSource({
    SIGNATURE + ", true",
    "sha256=00, false",
    "'', false",
  })
  void aBodyIsAuthenticByItsSignature(String header, boolean authentic) {
    var request =
        new IntakeRequest(
            BODY.getBytes(StandardCharsets.UTF_8),
            name -> Optional.of(header).filter(_ -> name.equals("X-Hub-Signature-256")),
            TestClock.START);

    assertThat(gowa.isAuthentic(request, SECRET)).isEqualTo(authentic);
    assertThat(gowa.acceptsKeys()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"shop, 1", "other, 0"})
  void anotherDevicesBodyIsIgnored(String device, int accepted) {
    EngineEvents events = read(device, typing("\"from\":\"5511999990002@s.whatsapp.net\""));

    assertThat(events.accepted()).isEqualTo(accepted);
    assertThat(events.ignored()).isEqualTo(1 - accepted);
  }

  @Test
  void anUnknownPhoneNumberLeavesTheLid() {
    assertThat(
            Told.by(
                gowa,
                typing(
                    """
                    "from":"81000000000002@lid","from_lid":"81000000000002@lid\"\
                    """)))
        .isEqualTo("81000000000002@lid COMPOSING");
  }

  @Test
  void aTimeHasAnyOffset() {
    assertThat(
            Told.by(
                gowa,
                """
                {"event":"chat_presence","timestamp":"2026-08-20T09:00:00-03:00","payload":{
                 "from":"5511999990002:3@s.whatsapp.net","state":"paused",
                 "chat_id":"5511999990002@s.whatsapp.net"}}\
                """))
        .isEqualTo("5511999990002@s.whatsapp.net PAUSED at=2026-08-20T12:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event\":\"message\",\"payload\":{}}",
        "{\"event\":\"chat_presence\",\"payload\":{\"from\":\"nobody\",\"chat_id\":\"x\",\"state\":\"paused\"}}",
        "{\"event\":\"chat_presence\",\"payload\":{\"from\":\"5511999990002\",\"chat_id\":\"5511999990002\",\"state\":\"odd\"}}",
      })
  void anEventWithoutAReportCountsAsIgnored(String body) {
    EngineEvents events = read("shop", body);

    assertThat(events.accepted()).isZero();
    assertThat(events.ignored()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                            | missing_field",
        "{\"event\":7}                                 | invalid_value",
        "{\"event\":\"chat_presence\"}                 | missing_field",
        "{\"event\":\"chat_presence\",\"payload\":{}}  | missing_field",
      })
  void anUnreadableBodyIsRefused(String body, String code) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> read("shop", body))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
  }

  @Test
  void anOtherAddressThatCannotBeReadLeavesTheRest() {
    assertThat(
            Told.by(
                gowa,
                """
                {"event":"chat_presence","payload":{"from":"5524999990000@s.whatsapp.net",
                 "from_lid":"nobody","chat_id":"5524999990000@s.whatsapp.net","state":"composing"}}"""))
        .isEqualTo("5524999990000@s.whatsapp.net COMPOSING");
  }
}
