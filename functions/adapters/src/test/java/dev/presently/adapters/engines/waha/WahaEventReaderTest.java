package dev.presently.adapters.engines.waha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.presently.adapters.engines.EventCollector;
import dev.presently.adapters.engines.Told;
import dev.presently.core.InvalidValue;
import dev.presently.core.TestClock;
import dev.presently.core.engine.EngineEvents;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineState;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WahaEventReaderTest {
  private final WahaEventReader waha = new WahaEventReader();

  private EngineEvents read(String json) {
    return waha.read(Told.SESSION, json.getBytes(StandardCharsets.UTF_8));
  }

  private static String presences(String items) {
    return "{\"event\":\"presence.update\",\"payload\":{\"id\":\"5511999999999@c.us\",\"presences\":["
        + items
        + "]}}";
  }

  @Test
  void anInvalidContactDoesNotAffectOthers() {
    EngineEvents intake =
        read(
            presences(
                """
                {"participant":"nobody","lastKnownPresence":"online"},
                {"participant":"5511999999999@c.us","lastKnownPresence":"dreaming"},
                7,
                {"participant":"5511999999999@c.us","lastKnownPresence":"online"}"""));

    assertThat(Told.words(intake)).isEqualTo("5511999999999@s.whatsapp.net AVAILABLE");
    assertThat(intake.ignored()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "0", "-1", "\"yesterday\"", "1e30", "0.5", "86400"})
  void anInvalidLastSeenIsUnknown(String lastSeen) {
    assertThat(
            Told.by(
                waha,
                presences("{\"lastKnownPresence\":\"offline\",\"lastSeen\":" + lastSeen + "}")))
        .isEqualTo("5511999999999@s.whatsapp.net UNAVAILABLE");
  }

  @Test
  void aMessageInAGroupEndsItsSendersTypingThere() {
    assertThat(
            Told.by(
                waha,
                """
                {"event":"message","payload":{"from":"120363000000000001@g.us",
                 "participant":"81000000000002@lid","fromMe":false,"body":"hello"}}"""))
        .isEqualTo("81000000000002@lid in=120363000000000001@g.us PAUSED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event\":\"engine.event\"}",
        "{\"event\":\"message\",\"payload\":{\"from\":\"5511999999999@c.us\",\"fromMe\":true}}",
        "{\"event\":\"message\",\"payload\":{\"from\":\"120363000000000001@g.us\"}}",
        "{\"event\":\"presence.update\",\"payload\":{\"id\":\"5511999999999@c.us\",\"presences\":[]}}",
      })
  void anEventWithoutAReportCountsAsIgnored(String event) {
    assertThat(read(event)).isEqualTo(EventCollector.none());
    assertThat(read(event).ignored()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"event\":null}",
        "{\"event\":\"presence.update\"}",
        "{\"event\":\"presence.update\",\"payload\":{\"presences\":[]}}",
        "{\"event\":\"presence.update\",\"payload\":{\"id\":\"5511999999999@c.us\",\"presences\":{}}}",
        "{\"event\":\"message\",\"payload\":{}}",
        "{\"event\":\"session.status\"}",
        "{\"event\":\"session.status\",\"payload\":{}}",
      })
  void anUnreadableBodyNamesItsField(String event) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> read(event))
        .satisfies(refused -> assertThat(refused.field()).isPresent());
  }

  private static String failedAfter(String... words) {
    return Stream.of(words)
        .map("{\"status\":\"%s\"}"::formatted)
        .collect(
            Collectors.joining(
                ",",
                "{\"event\":\"session.status\",\"payload\":{\"status\":\"FAILED\",\"statuses\":[",
                "]}}"));
  }

  @Test
  void theStatusBeforeAFailureIsTheLastOtherOne() {
    assertThat(Told.events(read(failedAfter("SCAN_QR_CODE", "WORKING", "FAILED", "FAILED"))))
        .isEqualTo("DISCONNECTED LOGGED_OUT");
    assertThat(Told.events(read(failedAfter("WORKING", "STARTING", "FAILED"))))
        .isEqualTo("DISCONNECTED FAILED");
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECTED,,LOGGED_OUT",
    "CONNECTING,SCAN_QR,QR_TIMEOUT",
    "CONNECTING,AUTO_RECONNECT,FAILED",
    "CONNECTING,,FAILED",
    "DISCONNECTED,MANUAL_STOP,FAILED",
    "DISCONNECTED,QR_TIMEOUT,QR_TIMEOUT",
    "DISCONNECTED,,FAILED"
  })
  void aFailureWithoutHistoryIsReadByTheSessionsStatus(
      SessionStatus.State state, SessionStatus.@Nullable Reason before, String reason) {
    var status = new SessionStatus(state, Optional.ofNullable(before));
    Session session = Told.SESSION.withStatus(status, TestClock.START);

    assertThat(Told.events(waha.read(session, failedAfter().getBytes(StandardCharsets.UTF_8))))
        .isEqualTo("DISCONNECTED " + reason);
  }

  @Test
  void aStatusWithoutATimeOnTheEnvelopeHasThatOfItsHistory() {
    assertThat(
            Told.events(
                read(
                    """
                    {"event":"session.status","payload":{"status":"WORKING","statuses":[
                     {"status":"STARTING","timestamp":1787227191000},
                     {"status":"WORKING","timestamp":1787227197000}]}}""")))
        .isEqualTo("CONNECTED at=2026-08-20T11:59:57Z");
  }

  private static String workingAfterStarting(Instant heardAt) {
    Session session =
        Told.SESSION
            .withStatus(SessionStatus.CONNECTED, TestClock.START)
            .with(EngineState.NONE.withStatusAt(heardAt));
    return Told.events(
        new WahaEventReader()
            .read(
                session,
                """
                {"event":"session.status","timestamp":1787227200123,"payload":{"status":"WORKING",
                 "statuses":[{"status":"WORKING","timestamp":1787227191000},
                 {"status":"STARTING","timestamp":1787227194000},
                 {"status":"WORKING","timestamp":1787227197000}]}}"""
                    .getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aReconnectWhoseFirstEventWasLostIsReadFromTheHistory() {
    assertThat(workingAfterStarting(Instant.ofEpochMilli(1787227191500L)))
        .isEqualTo(
            "CONNECTING AUTO_RECONNECT at=2026-08-20T11:59:54Z"
                + " | CONNECTED at=2026-08-20T12:00:00.123Z");
  }

  @Test
  void workingThatIsSentAgainIsNoReconnect() {
    assertThat(workingAfterStarting(Instant.ofEpochMilli(1787227194000L)))
        .isEqualTo("CONNECTED at=2026-08-20T12:00:00.123Z");
  }

  @Test
  void anUnknownStatusWordChangesNothing() {
    assertThat(
            Told.events(
                read("{\"event\":\"session.status\",\"payload\":{\"status\":\"NAPPING\"}}")))
        .isEqualTo("unknown NAPPING | ignored 1");
  }

  @Test
  void anotherSessionOfTheServerIsIgnored() {
    Session shop =
        Session.create(
            new SessionName("shop"),
            EngineSettings.of(new EngineType("waha")).withSession("shop"),
            Session.Profile.EMPTY,
            TestClock.START);
    String stopped =
        "{\"event\":\"session.status\",\"session\":\"%s\",\"payload\":{\"status\":\"STOPPED\"}}";

    assertThat(Told.events(waha.read(shop, bytes(stopped.formatted("shop")))))
        .isEqualTo("DISCONNECTED MANUAL_STOP");
    assertThat(waha.read(shop, bytes(stopped.formatted("default"))))
        .isEqualTo(EventCollector.none());
    assertThat(Told.events(waha.read(Told.SESSION, bytes(stopped.formatted("default")))))
        .isEqualTo("DISCONNECTED MANUAL_STOP");
    assertThat(waha.read(Told.SESSION, bytes(stopped.formatted("shop"))))
        .isEqualTo(EventCollector.none());
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "NOWEB, AVAILABLE PAUSED",
    "GOWS,  AVAILABLE",
    "WEBJS, AVAILABLE",
  })
  void onlineEndsTypingOnlyWithTheEngineThatHasNoWordForItsEnd(String engine, String told) {
    assertThat(
            Told.by(
                waha,
                """
                {"event":"presence.update","engine":"%s","payload":{"id":"5511999999999@c.us",
                 "presences":[{"lastKnownPresence":"online"}]}}"""
                    .formatted(engine)))
        .isEqualTo("5511999999999@s.whatsapp.net " + told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"status@broadcast", "120363000000000001@newsletter", "5511888888888@c.us"})
  void aChatThatIsNeitherTheContactNorAGroupSaysNothingAboutTheDirectChat(String chat) {
    EngineEvents told =
        read(
            """
            {"event":"message","payload":{"from":"%s","participant":"5511999999999@c.us",
             "fromMe":false}}"""
                .formatted(chat));

    assertThat(told).isEqualTo(EventCollector.none());
  }

  @Test
  void anEmptyParticipantIsTheChat() {
    assertThat(Told.by(waha, presences("{\"participant\":\"\",\"lastKnownPresence\":\"typing\"}")))
        .isEqualTo("5511999999999@s.whatsapp.net COMPOSING");
  }

  @ParameterizedTest
  @CsvSource({
    "1787227200123,          2026-08-20T12:00:00.123Z",
    "1787227200,             2026-08-20T12:00:00Z",
    "\"2026-08-20T12:00:00Z\", 2026-08-20T12:00:00Z",
  })
  void aTimeIsReadInSecondsAndInMilliseconds(String time, String read) {
    assertThat(
            Told.by(
                waha,
                """
                {"event":"presence.update","timestamp":%s,"payload":{"id":"5511999999999@c.us",
                 "presences":[{"lastKnownPresence":"offline","lastSeen":%s}]}}"""
                    .formatted(time, time)))
        .isEqualTo("5511999999999@s.whatsapp.net UNAVAILABLE lastSeen=" + read + " at=" + read);
  }
}
