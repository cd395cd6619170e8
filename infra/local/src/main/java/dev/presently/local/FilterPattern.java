package dev.presently.local;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lambda's event filtering, as far as the template uses it: patterns are alternatives, all fields
 * of a pattern must match, and the strings and prefixes listed for a field are alternatives, or
 * that the field exists. Everything else is refused.
 */
record FilterPattern(List<JsonNode> patterns) {
  /**
   * @param filters each with its pattern as JSON text; none lets every record pass
   */
  static FilterPattern read(JsonNode filters) {
    return new FilterPattern(
        filters.valueStream().map(filter -> pattern(filter.path("Pattern").asString())).toList());
  }

  private static JsonNode pattern(String json) {
    try {
      var pattern = JsonMapper.shared().readTree(json);
      if (pattern.isObject() && pattern.valueStream().allMatch(FilterPattern::isKnown)) {
        return pattern;
      }
      throw new CannotStart("The local runner does not know the filter pattern " + json + ".");
    } catch (JacksonException e) {
      throw new CannotStart("The filter pattern " + json + " is not JSON.", e);
    }
  }

  private static boolean isKnown(JsonNode wanted) {
    return wanted.isObject()
        ? wanted.valueStream().allMatch(FilterPattern::isKnown)
        : wanted.isArray() && wanted.valueStream().allMatch(FilterPattern::isValue);
  }

  private static boolean isValue(JsonNode wanted) {
    return wanted.isString()
        || (wanted.size() == 1 && (wanted.path("prefix").isString() || exists(wanted)));
  }

  private static boolean exists(JsonNode wanted) {
    return wanted.path("exists").booleanValue(false);
  }

  boolean passes(JsonNode event) {
    return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> matches(pattern, event));
  }

  private static boolean matches(JsonNode wanted, JsonNode value) {
    return switch (wanted.getNodeType()) {
      case OBJECT ->
          wanted.properties().stream()
              .allMatch(field -> matches(field.getValue(), value.path(field.getKey())));
      case ARRAY ->
          value.isArray()
              ? value.valueStream().anyMatch(element -> matches(wanted, element))
              : wanted.valueStream().anyMatch(alternative -> isOne(alternative, value));
      default -> false;
    };
  }

  private static boolean isOne(JsonNode alternative, JsonNode value) {
    return alternative.isString()
        ? alternative.equals(value)
        : exists(alternative)
            ? value.isValueNode()
            : value.isString()
                && value.asString().startsWith(alternative.path("prefix").asString());
  }
}
