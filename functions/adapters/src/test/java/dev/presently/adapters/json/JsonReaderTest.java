package dev.presently.adapters.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-1.5", "1e308", "4.9e-324", "1234567890123456789012345678901234567890"})
  void aNumberIsReadAsItIs(String number) {
    assertThat(JsonReader.read(number)).isInstanceOf(Json.Num.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e401",
        "1e-401",
        "1e999999999",
        "-1e-999999999",
        "1e2147483648",
        "1e99999999999",
        "12345678901234567890123456789012345678901"
      })
  void aNumberThatNobodyCanReckonWithIsNotRead(String number) {
    assertThatThrownBy(() -> JsonReader.read(number)).isInstanceOf(MalformedJson.class);
  }
}
