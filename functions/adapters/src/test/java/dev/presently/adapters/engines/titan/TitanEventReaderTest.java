package dev.presently.adapters.engines.titan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.adapters.engines.Told;
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
    var intake =
        titan.read(
            Told.SESSION, update(payload).getBytes(StandardCharsets.UTF_8), "application/json");

    assertThat(intake.reports()).isEmpty();
    assertThat(intake.ignored()).isEqualTo(1);
  }
}
