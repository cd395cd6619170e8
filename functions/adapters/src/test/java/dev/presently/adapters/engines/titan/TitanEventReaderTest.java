package dev.presently.adapters.engines.titan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.adapters.engines.EventCollector;
import dev.presently.adapters.engines.Told;
import dev.presently.core.TestClock;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TitanEventReaderTest {
  private final TitanEventReader titan = new TitanEventReader();

  private static String update(String payload) {
    return "{\"event\":\"presence.update\",\"payload\":{" + payload + "}}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "\"unavailable\":false                                  | AVAILABLE",
        "\"unavailable\":false,\"state\":\"composing\"            | AVAILABLE COMPOSING",
        "\"state\":\"composing\",\"media\":\"\"                   | COMPOSING",
        "\"state\":\"composing\",\"media\":\"audio\"              | RECORDING",
        "\"state\":\"paused\",\"media\":\"audio\"                 | PAUSED",
        "\"unavailable\":false,\"state\":\"\"                   | AVAILABLE",
        "\"unavailable\":false,\"state\":\"singing\"            | AVAILABLE",
        "\"lastSeen\":1768473000000                             | lastSeen=2026-01-15T10:30:00Z",
        "\"lastSeen\":1768473000                                | lastSeen=2026-01-15T10:30:00Z",
      })
  void eachFieldIsRead(String fields, String told) {
    assertThat(Told.by(titan, update("\"from\":{\"lid\":\"81000000000001\"}," + fields)))
        .isEqualTo("81000000000001@lid " + told);
  }

  @Test
  void aModeThatIsNoStringIsNotLid() {
    assertThat(
            Told.by(
                titan,
                update(
                    "\"from\":{\"phoneNumber\":\"+5511999999999\",\"mode\":{}},"
                        + "\"unavailable\":true")))
        .isEqualTo("5511999999999@s.whatsapp.net UNAVAILABLE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"from\":{\"phoneNumber\":\"+5511999999999\"}",
        "\"from\":{},\"unavailable\":true",
        "\"from\":{\"phoneNumber\":\"five\"},\"unavailable\":true",
        "\"from\":{\"id\":\"120363000000000001@g.us\"},\"unavailable\":true",
        "\"from\":{\"phoneNumber\":\"+5511999999999\"},\"state\":\"singing\"",
      })
  void anEventWithoutAReportCountsAsIgnored(String payload) {
    var intake = titan.read(Told.SESSION, update(payload).getBytes(StandardCharsets.UTF_8));

    assertThat(intake.reports()).isEmpty();
    assertThat(intake.ignored()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "session.connected  | {}                                   | CONNECTED",
        "session.connected  | null                                 | CONNECTED",
        "session.logged_out | {}                                   | DISCONNECTED LOGGED_OUT",
        "session.qr         | {\"qr\":\"2@abc\"}                   | CONNECTING SCAN_QR",
        "session.status     | {\"status\":\"CONNECTING\"}          | CONNECTING",
        "session.status     | {\"status\":\"CONNECTING\",\"statusReason\":\"AUTO_RECONNECT\"}"
            + " | CONNECTING AUTO_RECONNECT",
        "session.status     | {\"status\":\"DISCONNECTED\",\"statusReason\":\"TEMPORARY_BAN\"}"
            + " | DISCONNECTED TEMPORARY_BAN",
        "session.status     | {\"status\":\"DISCONNECTED\",\"statusReason\":\"BORED\"}"
            + " | DISCONNECTED",
        "session.status     | {\"status\":\"connected\"} | ^unknown connected | ignored 1^",
        "message.received   | {}                         | ignored 1",
      },
      maxCharsPerColumn = 200)
  void theConnectionIsRead(String event, String payload, String told) {
    assertThat(read("{\"event\":\"" + event + "\",\"payload\":" + payload + "}")).isEqualTo(told);
  }

  @Test
  void theAccountIsReadByNumberLidAndName() {
    assertThat(
            read(
                """
                {"event":"session.status","timestamp":"2026-08-20T12:00:00Z","payload":{
                 "status":"CONNECTED","phoneNumber":"+5511900000001","lid":"90000000000001",
                 "pushName":"Shop"}}"""))
        .isEqualTo(
            "CONNECTED phone=+5511900000001 lid=90000000000001@lid name=Shop"
                + " at=2026-08-20T12:00:00Z");
    assertThat(
            read(
                """
                {"event":"session.status","payload":{"status":"CONNECTED","phoneNumber":"five",
                 "lid":"90000000000001@lid","pushName":""}}"""))
        .isEqualTo("CONNECTED lid=90000000000001@lid");
  }

  @Test
  void anotherSessionOfTitanIsIgnored() {
    Session shop =
        Session.create(
            new SessionName("shop"),
            EngineSettings.of(new EngineType("titan")).withSession("shop"),
            Session.Profile.EMPTY,
            TestClock.START);
    byte[] other =
        "{\"event\":\"session.connected\",\"session\":\"office\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(titan.read(shop, other)).isEqualTo(EventCollector.none());
  }

  private String read(String json) {
    return Told.events(titan.read(Told.SESSION, json.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "\"phoneNumber\":\"+5511999999999\",\"lid\":\"\"   | 5511999999999@s.whatsapp.net",
        "\"phoneNumber\":\"+5511999999999\",\"lid\":\"x\"  | 5511999999999@s.whatsapp.net",
        "\"phoneNumber\":\"\",\"lid\":\"81000000000001\"   | 81000000000001@lid",
        "\"phoneNumber\":\"five\",\"lid\":\"81000000000001\",\"id\":\"\" | 81000000000001@lid",
        "\"phoneNumber\":\"+5511999999999\",\"lid\":\"\",\"mode\":\"lid\""
            + " | 5511999999999@s.whatsapp.net",
      })
  void aNameThatCannotBeReadLeavesTheOther(String from, String told) {
    assertThat(Told.by(titan, update("\"from\":{" + from + "},\"unavailable\":true")))
        .isEqualTo(told + " UNAVAILABLE");
  }
}
