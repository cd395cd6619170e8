package dev.presently.adapters.engines.waha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.presently.adapters.engines.EventCollector;
import dev.presently.adapters.engines.Told;
import dev.presently.core.InvalidValue;
import dev.presently.core.engine.EngineEvents;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WahaEventReaderTest {
  private final WahaEventReader waha = new WahaEventReader();

  private EngineEvents read(String json) {
    return waha.read(Told.SESSION, json.getBytes(StandardCharsets.UTF_8), "application/json");
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
  @ValueSource(strings = {"null", "0", "-1", "\"yesterday\"", "1e30", "0.5"})
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
        "{\"event\":\"session.status\"}",
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
      })
  void anUnreadableBodyNamesItsField(String event) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> read(event))
        .satisfies(refused -> assertThat(refused.field()).isPresent());
  }
}
