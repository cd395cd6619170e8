package dev.presently.adapters.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.core.InvalidValue;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-1.5", "1E+308", "4.9E-324", "1234567890123456789012345678901234567890"})
  void aNumberIsWrittenAsItWasRead(String number) {
    assertThat(StrictJson.read(number).isNumber()).isTrue();
    assertThat(StrictJson.write(StrictJson.read(number))).isEqualTo(number);
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
  void aNumberOutOfRangeIsRefused(String number) {
    assertThatThrownBy(() -> StrictJson.read(number)).isInstanceOf(RuntimeException.class);
    assertThat(refusal("{\"a\":" + number + "}").code()).isEqualTo("invalid_json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                      | invalid_json",
        "{                       | invalid_json",
        "{} {}                   | invalid_json",
        "{}x                     | invalid_json",
        "{'a':1}                 | invalid_json",
        "[]                      | invalid_body",
        "{\"a\":1,\"a\":null}      | duplicate_field",
        "{\"b\":[{\"a\":1,\"a\":{}}]}| duplicate_field",
      })
  void aBodyThatIsNotOneStrictObjectIsRefused(String body, String code) {
    assertThat(refusal(body).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1,\"a\":null}                           | a",
        "{\"a\":1,\"a\":[[2]]}                          | a",
        "{\"b\":[{\"a\":null,\"a\":{\"c\":1}}]}         | b[0].a",
        "{\"b\":{\"c\":[1,{\"a\":{\"c\":1},\"a\":2}]}}  | b.c[1].a",
      })
  void aDuplicateKeyIsNamedByItsPath(String body, String field) {
    assertThat(refusal(body).field()).contains(field);
  }

  @Test
  void moreThan32LevelsAreRefused() {
    String allowed = "[".repeat(32) + "]".repeat(32);

    assertThat(StrictJson.write(StrictJson.read(allowed))).isEqualTo(allowed);
    assertThatThrownBy(() -> StrictJson.read("[" + allowed + "]"))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void anAbsentValueIsLeftOut() {
    var object = StrictJson.newObject();
    StrictJson.putIfPresent(object, "a", Optional.of(1));
    StrictJson.putIfPresent(object, "b", Optional.empty());

    assertThat(StrictJson.write(object)).isEqualTo("{\"a\":\"1\"}");
  }

  @Test
  void onlyWhatMustBeEscapedIsEscaped() {
    String text = "{\"a\":\"/é\u2028\ud83d\ude00<\\u0001\\n\\\"\"}";

    assertThat(StrictJson.write(StrictJson.read(text))).isEqualTo(text);
  }

  private static InvalidValue refusal(String body) {
    try {
      StrictJson.requestBody(body.getBytes(UTF_8));
    } catch (InvalidValue e) {
      return e;
    }
    throw new AssertionError("accepted: " + body);
  }
}
