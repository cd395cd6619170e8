package dev.presently.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
          {"a":[null]}                             | {"a":null}          | true
          {"a":[null]}                             | {}                  | false
          {"a":[true]}                             | {"a":true}          | true
          {"a":[1]}                                | {"a":1.0}           | true
          {"a":[1]}                                | {"a":"1"}           | false
          {"a":[{"exists":true}]}                  | {"a":1}             | true
          {"a":[{"exists":true}]}                  | {}                  | false
          {"a":[{"exists":false}]}                 | {}                  | true
          {"a":[{"exists":false}]}                 | {"a":1}             | false
          {"a":[{"exists":true}]}                  | {"a":{"S":"x"}}     | false
          {"a":{"b":[{"exists":false}]}}           | {}                  | true
          {"a":[{"prefix":"ab"}]}                  | {"a":"abc"}         | true
          {"a":[{"prefix":"ab"}]}                  | {"a":"bc"}          | false
          {"a":[{"suffix":"bc"}]}                  | {"a":"abc"}         | true
          {"a":[{"equals-ignore-case":"AB"}]}      | {"a":"aB"}          | true
          {"a":[{"anything-but":"x"}]}             | {"a":"y"}           | true
          {"a":[{"anything-but":["x","y"]}]}       | {"a":"y"}           | false
          {"a":[{"anything-but":["x"]}]}           | {}                  | false
          {"a":[{"anything-but":{"prefix":"x"}}]}  | {"a":"xy"}          | false
          {"a":[{"numeric":[">",1,"<=",5]}]}       | {"a":5}             | true
          {"a":[{"numeric":[">",1,"<=",5]}]}       | {"a":1}             | false
          {"a":[{"numeric":["=",5]}]}              | {"a":"5"}           | false
          {"$or":[{"a":["x"]},{"b":["y"]}]}        | {"b":"y"}           | true
          {"$or":[{"a":["x"]},{"b":["y"]}]}        | {"b":"x"}           | false
          """)
  void aPatternDecides(String pattern, String event, boolean passes) {
    assertThat(FilterPattern.anyOf(List.of(pattern)).passes(Json.read(event))).isEqualTo(passes);
  }

  @Test
  void patternsAreAlternatives() {
    var filter = FilterPattern.anyOf(List.of("{\"a\":[\"x\"]}", "{\"b\":[\"y\"]}"));

    assertThat(filter.passes(Json.read("{\"b\":\"y\"}"))).isTrue();
    assertThat(filter.passes(Json.read("{\"b\":\"x\"}"))).isFalse();
  }

  @Test
  void noPatternLetsEverythingPass() {
    assertThat(FilterPattern.anyOf(List.of()).passes(Json.read("{}"))).isTrue();
  }

  @Test
  void whatIsNoPatternIsRefused() {
    assertThatThrownBy(() -> FilterPattern.anyOf(List.of("[1]"))).isInstanceOf(CannotStart.class);
    assertThatThrownBy(() -> FilterPattern.anyOf(List.of("{"))).isInstanceOf(CannotStart.class);
  }
}
