package dev.presently.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class FilterPatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a":["x"]}                              | {"a":"x"}           | true
          {"a":["x"]}                              | {"a":"y"}           | false
          {"a":["x","y"]}                          | {"a":"y"}           | true
          {"a":["x"],"b":["y"]}                    | {"a":"x","b":"y"}   | true
          {"a":["x"],"b":["y"]}                    | {"a":"x"}           | false
          {"a":{"b":["x"]}}                        | {"a":{"b":"x"}}     | true
          {"a":{"b":["x"]}}                        | {"a":"x"}           | false
          {"a":["x"]}                              | {"a":["w","x"]}     | true
          {"a":["1"]}                              | {"a":1}             | false
          {"a":["x"]}                              | {"a":null}          | false
          {"a":["x"]}                              | {}                  | false
          {"a":[{"prefix":"ab"}]}                  | {"a":"abc"}         | true
          {"a":[{"prefix":"ab"}]}                  | {"a":"bc"}          | false
          {"a":[{"prefix":"ab"}]}                  | {}                  | false
          {"a":[{"exists":true}]}                  | {"a":"x"}           | true
          {"a":[{"exists":true}]}                  | {"a":{"b":"x"}}     | false
          {"a":[{"exists":true}]}                  | {}                  | false
          """)
  void aPatternDecides(String pattern, String event, boolean passes) {
    assertThat(passes(event, pattern)).isEqualTo(passes);
  }

  @Test
  void patternsAreAlternatives() {
    assertThat(passes("{\"b\":\"y\"}", "{\"a\":[\"x\"]}", "{\"b\":[\"y\"]}")).isTrue();
    assertThat(passes("{\"b\":\"x\"}", "{\"a\":[\"x\"]}", "{\"b\":[\"y\"]}")).isFalse();
  }

  @Test
  void noPatternLetsEverythingPass() {
    assertThat(passes("{}")).isTrue();
  }

  /** What the template does not use is refused, so that no record is filtered wrongly. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1]",
        "{",
        "{\"a\":\"x\"}",
        "{\"a\":[null]}",
        "{\"a\":[true]}",
        "{\"a\":[1]}",
        "{\"a\":[{\"exists\":false}]}",
        "{\"a\":[{\"suffix\":\"bc\"}]}",
        "{\"a\":[{\"equals-ignore-case\":\"AB\"}]}",
        "{\"a\":[{\"anything-but\":[\"x\"]}]}",
        "{\"a\":[{\"numeric\":[\">\",1]}]}",
        "{\"$or\":[{\"a\":[\"x\"]},{\"b\":[\"y\"]}]}"
      })
  void otherPatternsAreRefusedByName(String pattern) {
    assertThatThrownBy(() -> passes("{}", pattern))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining(pattern);
  }

  private static boolean passes(String event, String... patterns) {
    var filters = Stream.of(patterns).map(pattern -> Map.of("Pattern", pattern)).toList();
    return FilterPattern.read(JsonMapper.shared().valueToTree(filters))
        .passes(JsonMapper.shared().readTree(event));
  }
}
