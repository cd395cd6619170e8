package dev.presently.adapters.engines.wppconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.presently.adapters.engines.BasicPassword;
import dev.presently.adapters.engines.EventCollector;
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
import dev.presently.core.session.SessionStatus;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WppconnectEventReaderTest {
  private static final Secret SECRET = new Secret("hook-secret-0123");

  private final WppconnectEventReader wppconnect = new WppconnectEventReader();

  private EngineEvents read(Session session, String json) {
    return wppconnect.read(session, json.getBytes(StandardCharsets.UTF_8));
  }

  private String told(String json) {
    return Told.events(read(Told.SESSION, json));
  }

  private static IntakeRequest request(String authorization) {
    return new IntakeRequest(
        new byte[0],
        name -> Optional.of(authorization).filter(_ -> name.equals("Authorization")),
        TestClock.START);
  }

  @Test
  void thePasswordOfItsWebhookUrlIsTheSecret() {
    String userInfo =
        BasicPassword.inUrl(URI.create("https://presently.dev/"), SECRET).getRawUserInfo();
    String sent = Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));

    assertThat(wppconnect.isAuthentic(request("Basic " + sent), SECRET)).isTrue();
    assertThat(wppconnect.isAuthentic(request("Basic " + sent), new Secret("another-secret")))
        .isFalse();
    assertThat(wppconnect.isAuthentic(request("Bearer hook-secret-0123"), SECRET)).isFalse();
    assertThat(wppconnect.acceptsKeys()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "inChat,CONNECTED",
    "isLogged,CONNECTED",
    "notLogged,CONNECTING SCAN_QR",
    "qrReadSuccess,CONNECTING",
    "autocloseCalled,DISCONNECTED QR_TIMEOUT",
    "qrReadFail,DISCONNECTED QR_TIMEOUT",
    "qrReadError,DISCONNECTED QR_TIMEOUT",
    "disconnectedMobile,DISCONNECTED LOGGED_OUT",
    "desconnectedMobile,DISCONNECTED LOGGED_OUT",
    "browserClose,DISCONNECTED FAILED",
    "serverClose,DISCONNECTED FAILED",
    "phoneNotConnected,unknown phoneNotConnected | ignored 1"
  })
  void eachStatusWordIsRead(String word, String expected) {
    assertThat(told("{\"event\":\"status-find\",\"status\":\"" + word + "\"}")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"MANUAL_STOP", "LOGGED_OUT", "QR_TIMEOUT"})
  void theBrowserThatClosesAfterwardsKeepsTheReason(SessionStatus.Reason reason) {
    var status = new SessionStatus(SessionStatus.State.DISCONNECTED, Optional.of(reason));

    EngineEvents events =
        read(
            Told.SESSION.withStatus(status, TestClock.START),
            "{\"event\":\"status-find\",\"status\":\"browserClose\"}");

    assertThat(Told.events(events)).isEqualTo("DISCONNECTED " + reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "\"state\":\"composing\",\"isOnline\":false              | COMPOSING",
        "\"state\":\"recording\",\"isOnline\":true               | AVAILABLE RECORDING",
        "\"state\":\"paused\",\"isOnline\":true                  | AVAILABLE PAUSED",
        "\"state\":\"unavailable\",\"isOnline\":true             | UNAVAILABLE",
        "\"state\":\"available\",\"isOnline\":true,\"t\":0         | AVAILABLE PAUSED",
        "\"state\":\"available\",\"t\":1787227200123"
            + " | AVAILABLE PAUSED at=2026-08-20T12:00:00.123Z",
      })
  void eachStateIsRead(String fields, String expected) {
    assertThat(
            told("{\"event\":\"onpresencechanged\",\"id\":\"5511999990002@c.us\"," + fields + "}"))
        .isEqualTo("5511999990002@s.whatsapp.net " + expected);
  }

  @Test
  void anIdMayBeAnObject() {
    assertThat(
            told(
                """
                {"event":"onpresencechanged","state":"unavailable",
                 "id":{"server":"lid","user":"81000000000002","_serialized":"81000000000002@lid"}}"""))
        .isEqualTo("81000000000002@lid UNAVAILABLE");
  }

  @Test
  void anInvalidParticipantDoesNotAffectOthers() {
    assertThat(
            told(
                """
                {"event":"onpresencechanged","id":{"_serialized":"120363000000000001@g.us"},
                 "isGroup":true,"state":"composing","participants":[
                 {"id":"nobody","state":"composing"}, 7,
                 {"id":"5511999990002@c.us","state":"dreaming"},
                 {"id":{"_serialized":"81000000000002@lid"},"state":"recording_audio"}]}"""))
        .isEqualTo("81000000000002@lid in=120363000000000001@g.us RECORDING | ignored 3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event\":\"onmessage\",\"from\":\"5511999990002@c.us\"}",
        "{\"event\":\"onpresencechanged\",\"state\":\"available\"}",
        "{\"event\":\"onpresencechanged\",\"id\":7,\"state\":\"available\"}",
        "{\"event\":\"onpresencechanged\",\"id\":\"5511999990002@c.us\"}",
        "{\"event\":\"onpresencechanged\",\"id\":\"120363000000000001@g.us\",\"isGroup\":true,"
            + "\"participants\":[]}",
      })
  void anEventWithoutAReportCountsAsIgnored(String event) {
    assertThat(read(Told.SESSION, event)).isEqualTo(EventCollector.none());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"event\":7}",
        "{\"event\":\"status-find\"}",
        "{\"event\":\"status-find\",\"status\":null}",
        "{\"event\":\"onpresencechanged\",\"id\":\"120363000000000001@g.us\",\"isGroup\":true}",
      })
  void anUnreadableBodyNamesItsField(String event) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> read(Told.SESSION, event))
        .satisfies(refused -> assertThat(refused.field()).isPresent());
  }

  @Test
  void anotherSessionOfTheServerIsIgnored() {
    Session shop =
        Session.create(
            new SessionName("shop"),
            EngineSettings.of(new EngineType("wppconnect")).withSession("shop"),
            Session.Profile.EMPTY,
            TestClock.START);

    assertThat(read(shop, "{\"event\":\"closesession\",\"session\":\"office\"}"))
        .isEqualTo(EventCollector.none());
    assertThat(Told.events(read(shop, "{\"event\":\"closesession\"}")))
        .isEqualTo("DISCONNECTED MANUAL_STOP");
  }

  @Test
  void aStateThatCannotBeReadLeavesThatTheContactIsOnline() {
    assertThat(
            told(
                """
                {"event":"onpresencechanged","id":"5511999990002@c.us","state":"","isOnline":true}"""))
        .isEqualTo("5511999990002@s.whatsapp.net AVAILABLE");
  }
}
