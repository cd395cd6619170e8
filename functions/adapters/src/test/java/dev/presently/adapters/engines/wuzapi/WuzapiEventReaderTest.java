package dev.presently.adapters.engines.wuzapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.presently.adapters.engines.EventCollector;
import dev.presently.adapters.engines.Told;
import dev.presently.core.InvalidValue;
import dev.presently.core.TestClock;
import dev.presently.core.engine.ConnectionReport;
import dev.presently.core.engine.EngineEvents;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionStatus;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WuzapiEventReaderTest {
  private final WuzapiEventReader wuzapi = new WuzapiEventReader();

  private EngineEvents form(String body) {
    return wuzapi.read(Told.SESSION, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aSendersOtherAddressIsTheSamePerson() {
    assertThat(
            Told.by(
                wuzapi,
                """
                {"type":"ChatPresence","event":{"Chat":"120363000000000001@g.us",
                 "Sender":"81000000000003:4@lid","SenderAlt":"5524999990000@s.whatsapp.net",
                 "State":"composing","Media":""}}\
                """))
        .isEqualTo(
            "5524999990000@s.whatsapp.net lid=81000000000003@lid by=lid"
                + " in=120363000000000001@g.us COMPOSING");
  }

  @Test
  void aMessageEndsTheTypingOfItsSender() {
    assertThat(
            Told.by(
                wuzapi,
                """
                {"type":"Message","event":{"Info":{"Chat":"5524999990000@s.whatsapp.net",
                 "Sender":"5524999990000:2@s.whatsapp.net","IsFromMe":false,"ID":"3EB0"},
                 "Message":{"conversation":"hello"}}}\
                """))
        .isEqualTo("5524999990000@s.whatsapp.net PAUSED");
  }

  @Test
  void anAvailableContactIsRead() {
    assertThat(
            Told.by(
                wuzapi,
                """
                {"type":"Presence","event":{"From":"5491155554444@s.whatsapp.net",
                 "Unavailable":false,"LastSeen":"0001-01-01T00:00:00Z"}}\
                """))
        .isEqualTo("5491155554444@s.whatsapp.net AVAILABLE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"ReadReceipt\",\"event\":{}}",
        "{\"type\":\"Presence\",\"event\":{\"From\":\"nobody\"}}",
        "{\"type\":\"ChatPresence\",\"event\":{\"IsFromMe\":true,\"State\":\"composing\"}}",
      })
  void anEventWithoutAReportCountsAsIgnored(String event) {
    var intake = wuzapi.read(Told.SESSION, event.getBytes(StandardCharsets.UTF_8));

    assertThat(intake.reports()).isEmpty();
    assertThat(intake.ignored()).isEqualTo(1);
  }

  @Test
  void aPlusInAFormIsASpaceAndAnEncodedOneIsNot() {
    assertThat(
            Told.words(
                form(
                    "token=x&jsonData={+%22type%22:%22Presence%22,%22event%22:{%22From%22:"
                        + "%22%2B5491155554444%22,%22Unavailable%22:true}}")))
        .isEqualTo("5491155554444@s.whatsapp.net UNAVAILABLE");
  }

  @ParameterizedTest
  @CsvSource({
    "userID=7f3c,   missing_field",
    "jsonData=%zz,  invalid_value",
    "jsonData=,     invalid_json",
    "jsonData=[],   invalid_body",
    "jsonData={},   missing_field",
  })
  void anUnreadableFormIsRefused(String body, String code) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> form(body))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
  }

  @ParameterizedTest
  @CsvSource({
    "Connected,         CONNECTED,    ",
    "KeepAliveRestored, CONNECTED,    ",
    "Disconnected,      CONNECTING,   AUTO_RECONNECT",
    "KeepAliveTimeout,  CONNECTING,   AUTO_RECONNECT",
    "QR,                CONNECTING,   SCAN_QR",
    "PairSuccess,       CONNECTING,   ",
    "LoggedOut,         DISCONNECTED, LOGGED_OUT",
    "QRTimeout,         DISCONNECTED, QR_TIMEOUT",
    "TemporaryBan,      DISCONNECTED, TEMPORARY_BAN",
    "StreamError,       DISCONNECTED, STREAM_ERROR",
    "ConnectFailure,    DISCONNECTED, FAILED",
    "ClientOutdated,    DISCONNECTED, FAILED",
    "PairError,         DISCONNECTED, FAILED",
  })
  void anEventAboutTheConnectionIsAStatus(
      String type, SessionStatus.State state, SessionStatus.@Nullable Reason reason) {
    EngineEvents events = json(Told.SESSION, "{\"type\":\"%s\"}".formatted(type));

    assertThat(events.connections())
        .extracting(ConnectionReport::status)
        .containsExactly(new SessionStatus(state, Optional.ofNullable(reason)));
    assertThat(events.ignored()).isZero();
  }

  @Test
  void aStoppedSessionDoesNotReconnect() {
    Session stopped = Told.SESSION.withStatus(SessionStatus.STOPPED, TestClock.START);

    assertThat(json(stopped, "{\"type\":\"Disconnected\"}").connections())
        .containsExactly(ConnectionReport.of(SessionStatus.STOPPED));
  }

  @ParameterizedTest
  @CsvSource({"shop, 1", "7f3c, 1", "other, 0"})
  void anotherUsersBodyIsIgnored(String session, int accepted) {
    Session named =
        Told.SESSION.changed(
            Told.SESSION.engine().withSession(session), Told.SESSION.profile(), TestClock.START);

    assertThat(
            json(named, "{\"type\":\"Connected\",\"instanceName\":\"shop\",\"userID\":\"7f3c\"}")
                .accepted())
        .isEqualTo(accepted);
    assertThat(json(named, "{\"type\":\"Connected\"}").accepted()).isEqualTo(1);
    assertThat(
            wuzapi
                .read(
                    named,
                    "jsonData=%7B%22type%22:%22Connected%22%7D&userID=7f3c&instanceName=shop"
                        .getBytes(StandardCharsets.UTF_8))
                .accepted())
        .isEqualTo(accepted);
  }

  private EngineEvents json(Session session, String body) {
    return wuzapi.read(session, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aMessageToAStatusSaysNothingAboutTheDirectChat() {
    EngineEvents told =
        json(
            Told.SESSION,
            """
            {"type":"Message","event":{"Info":{"Chat":"status@broadcast",
             "Sender":"5524999990000:2@s.whatsapp.net","IsFromMe":false}}}""");

    assertThat(told).isEqualTo(EventCollector.none());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "81000000000003:99@hosted.lid", "nobody", "120363000000000001@g.us"})
  void anOtherAddressThatCannotBeReadLeavesTheRest(String other) {
    assertThat(
            Told.by(
                wuzapi,
                """
                {"type":"ChatPresence","event":{"Chat":"5524999990000@s.whatsapp.net",
                 "Sender":"5524999990000@s.whatsapp.net","SenderAlt":"%s","State":"composing"}}"""
                    .formatted(other)))
        .isEqualTo("5524999990000@s.whatsapp.net COMPOSING");
  }

  @Test
  void anAddressWithAnAgentIsThatPerson() {
    assertThat(
            Told.by(
                wuzapi,
                """
                {"type":"ChatPresence","event":{"Chat":"5524999990000@s.whatsapp.net",
                 "Sender":"5524999990000.0:12@s.whatsapp.net","SenderAlt":"81000000000003.1:0@lid",
                 "State":"composing"}}"""))
        .isEqualTo("5524999990000@s.whatsapp.net lid=81000000000003@lid COMPOSING");
  }
}
