package dev.presently.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.adapters.json.JsonReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class StreamImagesTest {
  @Test
  void everyKindThatWeWriteIsRead() {
    assertThat(
            image(
                """
                {"s":{"S":"text"},"n":{"N":"42"},"b":{"BOOL":false},"nul":{"NULL":true},
                 "l":{"L":[{"S":"a"},{"M":{"x":{"N":"1"}}}]},"m":{"M":{}},
                 "ss":{"SS":["a","b"]},"ns":{"NS":["1","2"]}}
                """))
        .isEqualTo(
            Map.of(
                "s", AttributeValue.fromS("text"),
                "n", AttributeValue.fromN("42"),
                "b", AttributeValue.fromBool(false),
                "nul", AttributeValue.fromNul(true),
                "l",
                    AttributeValue.fromL(
                        List.of(
                            AttributeValue.fromS("a"),
                            AttributeValue.fromM(Map.of("x", AttributeValue.fromN("1"))))),
                "m", AttributeValue.fromM(Map.of()),
                "ss", AttributeValue.fromSs(List.of("a", "b")),
                "ns", AttributeValue.fromNs(List.of("1", "2"))));
  }

  @Test
  void whatIsNoAttributeIsRefused() {
    for (String image :
        List.of("{\"a\":1}", "{\"a\":{}}", "{\"a\":{\"S\":1}}", "{\"a\":{\"SS\":[1]}}")) {
      assertThatThrownBy(() -> image(image)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Map<String, AttributeValue> image(String json) {
    return StreamImages.of(JsonReader.object(json));
  }
}
