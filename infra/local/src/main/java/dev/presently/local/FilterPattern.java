package dev.presently.local;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides like Lambda's event filtering: patterns are alternatives, fields of a pattern all hold,
 * the values listed for a field are alternatives. As there, {@code exists} looks at leaves only,
 * and {@code numeric} at JSON numbers, which DynamoDB's {@code N} values are not.
 */
final class FilterPattern {
  private final List<Map<?, ?>> patterns;

  private FilterPattern(List<Map<?, ?>> patterns) {
    this.patterns = patterns;
  }

  /** No pattern lets everything pass. */
  static FilterPattern anyOf(Collection<String> patterns) {
    var read = new ArrayList<Map<?, ?>>();
    for (var pattern : patterns) {
      if (!(json(pattern) instanceof Map<?, ?> map)) {
        throw new CannotStart("The filter pattern " + pattern + " is no JSON object.");
      }
      read.add(map);
    }
    return new FilterPattern(read);
  }

  boolean passes(@Nullable Object event) {
    return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> fields(pattern, event));
  }

  private static @Nullable Object json(String pattern) {
    try {
      return Json.read(pattern);
    } catch (RuntimeException e) {
      throw new CannotStart("The filter pattern " + pattern + " is no JSON.", e);
    }
  }

  private static boolean fields(Map<?, ?> pattern, @Nullable Object event) {
    return pattern.entrySet().stream()
        .allMatch(field -> field(String.valueOf(field.getKey()), field.getValue(), event));
  }

  private static boolean field(String name, @Nullable Object wanted, @Nullable Object event) {
    if (name.equals("$or") && wanted instanceof List<?> alternatives) {
      return alternatives.stream()
          .anyMatch(alternative -> fields((Map<?, ?>) Objects.requireNonNull(alternative), event));
    }
    if (event instanceof List<?> elements) {
      return elements.stream().anyMatch(element -> field(name, wanted, element));
    }
    var present = event instanceof Map<?, ?> map && map.containsKey(name);
    var value = event instanceof Map<?, ?> map ? map.get(name) : null;
    return switch (wanted) {
      case Map<?, ?> inner -> fields(inner, value);
      case List<?> alternatives ->
          alternatives.stream().anyMatch(alternative -> matches(alternative, present, value));
      case null, default ->
          throw new CannotStart("The filter pattern needs a list of values for " + name + ".");
    };
  }

  private static boolean matches(
      @Nullable Object alternative, boolean present, @Nullable Object value) {
    if (alternative instanceof Map<?, ?> comparison && comparison.containsKey("exists")) {
      return (present && !(value instanceof Map)) == Boolean.TRUE.equals(comparison.get("exists"));
    }
    if (!present) {
      return false;
    }
    return value instanceof List<?> elements
        ? elements.stream().anyMatch(element -> matches(alternative, true, element))
        : alternative instanceof Map<?, ?> comparison
            ? compare(comparison, value)
            : same(alternative, value);
  }

  private static boolean compare(Map<?, ?> comparison, @Nullable Object value) {
    var operator = String.valueOf(comparison.keySet().iterator().next());
    var operand = comparison.values().iterator().next();
    return switch (operator) {
      case "prefix" -> value instanceof String text && text.startsWith(String.valueOf(operand));
      case "suffix" -> value instanceof String text && text.endsWith(String.valueOf(operand));
      case "equals-ignore-case" ->
          value instanceof String text && lower(text).equals(lower(String.valueOf(operand)));
      case "anything-but" -> anythingBut(operand, value);
      case "numeric" ->
          value instanceof BigDecimal number
              && operand instanceof List<?> bounds
              && within(number, bounds);
      default ->
          throw new CannotStart("The filter pattern uses " + operator + ", which is not known.");
    };
  }

  private static boolean anythingBut(@Nullable Object operand, @Nullable Object value) {
    return switch (operand) {
      case Map<?, ?> comparison -> !compare(comparison, value);
      case List<?> refused -> refused.stream().noneMatch(one -> same(one, value));
      case null, default -> !same(operand, value);
    };
  }

  private static boolean within(BigDecimal number, List<?> bounds) {
    for (var i = 0; i + 1 < bounds.size(); i += 2) {
      var order = number.compareTo(new BigDecimal(String.valueOf(bounds.get(i + 1))));
      var holds =
          switch (String.valueOf(bounds.get(i))) {
            case "=" -> order == 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> throw new CannotStart("The filter pattern has a wrong numeric range.");
          };
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(@Nullable Object wanted, @Nullable Object value) {
    return (wanted instanceof BigDecimal number && value instanceof BigDecimal other)
        ? number.compareTo(other) == 0
        : Objects.equals(wanted, value);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
