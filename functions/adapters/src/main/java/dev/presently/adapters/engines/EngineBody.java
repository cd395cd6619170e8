package dev.presently.adapters.engines;

import dev.presently.adapters.json.StrictJson;
import dev.presently.core.InvalidValue;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An engine's body and the fields that it must have. */
final class EngineBody {
  static final String FORM = "application/x-www-form-urlencoded";
  static final Set<String> JSON = Set.of("application/json");
  static final Set<String> JSON_OR_FORM = Set.of("application/json", FORM);

  private EngineBody() {}

  /** The first field of this name in a form (WHATWG URL, {@value #FORM}). */
  static byte[] formField(byte[] body, String name) {
    String value =
        Stream.of(new String(body, StandardCharsets.UTF_8).split("&", -1))
            .filter(pair -> pair.startsWith(name + "="))
            .findFirst()
            .orElseThrow(() -> missing(name))
            .substring(name.length() + 1);
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw invalid(name, "accepted: percent-encoded text");
    }
  }

  static String text(JsonNode body, String field) {
    return required(body, field, JsonNode::stringValueOpt, "a string");
  }

  static ObjectNode object(JsonNode body, String field) {
    return required(body, field, JsonNode::asObjectOpt, "an object");
  }

  static ArrayNode array(JsonNode body, String field) {
    return required(body, field, JsonNode::asArrayOpt, "an array");
  }

  private static <T> T required(
      JsonNode body, String field, Function<JsonNode, Optional<T>> as, String accepted) {
    JsonNode value = body.path(field);
    if (value.isMissingNode() || value.isNull()) {
      throw missing(field);
    }
    return as.apply(value)
        .orElseThrow(
            () -> invalid(field, "got " + StrictJson.kind(value) + "; accepted: " + accepted));
  }

  private static InvalidValue missing(String field) {
    return new InvalidValue(
        "missing_field", "missing required field: " + field, Optional.of(field));
  }

  private static InvalidValue invalid(String field, String why) {
    return new InvalidValue("invalid_value", "invalid " + field + ": " + why, Optional.of(field));
  }
}
