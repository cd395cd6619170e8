package dev.presently.local;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Evaluates CloudFormation's intrinsic functions; what it does not know is refused by name. */
final class Intrinsics {
  /** What a resource of the template is called here. */
  interface Names {
    Optional<String> ref(String logicalId);

    Optional<String> attribute(String logicalId, String attribute);
  }

  private static final String NO_VALUE = "AWS::NoValue";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^}]+)}");

  private final Map<String, String> parameters;
  private final Map<?, ?> conditions;
  private final Map<?, ?> mappings;
  private final Names names;

  Intrinsics(
      Map<String, String> parameters, Map<?, ?> conditions, Map<?, ?> mappings, Names names) {
    this.parameters = parameters;
    this.conditions = conditions;
    this.mappings = mappings;
    this.names = names;
  }

  /** The value without intrinsics; null for {@code AWS::NoValue}, which also leaves its parent. */
  @Nullable Object evaluate(@Nullable Object raw) {
    return switch (raw) {
      case Map<?, ?> map when isIntrinsic(map) -> call(onlyKey(map), onlyValue(map));
      case Map<?, ?> map -> members(map);
      case List<?> list -> elements(list);
      case null, default -> raw;
    };
  }

  /** A mapping as it stands, anything else evaluated. */
  @Nullable Object unlessPlain(@Nullable Object raw) {
    return raw instanceof Map<?, ?> map && !isIntrinsic(map) ? map : evaluate(raw);
  }

  boolean holds(String condition) {
    if (!conditions.containsKey(condition)) {
      throw new CannotStart("The template has no condition named " + condition + ".");
    }
    return truth(conditions.get(condition));
  }

  private Map<String, @Nullable Object> members(Map<?, ?> map) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    map.forEach(
        (name, raw) -> {
          var value = evaluate(raw);
          if (value != null) {
            members.put(String.valueOf(name), value);
          }
        });
    return members;
  }

  private List<@Nullable Object> elements(List<?> list) {
    var elements = new ArrayList<@Nullable Object>();
    for (var raw : list) {
      var value = evaluate(raw);
      if (value != null) {
        elements.add(value);
      }
    }
    return elements;
  }

  private static boolean isIntrinsic(Map<?, ?> map) {
    return map.size() == 1 && (onlyKey(map).equals("Ref") || onlyKey(map).startsWith("Fn::"));
  }

  private static String onlyKey(Map<?, ?> map) {
    return String.valueOf(map.keySet().iterator().next());
  }

  private static @Nullable Object onlyValue(Map<?, ?> map) {
    return map.values().iterator().next();
  }

  private @Nullable Object call(String function, @Nullable Object argument) {
    return switch (function) {
      case "Ref" -> NO_VALUE.equals(argument) ? null : ref(text(argument));
      case "Fn::GetAtt" -> attribute(argument);
      case "Fn::Sub" -> substitute(argument);
      case "Fn::If" -> {
        var branches = (List<?>) argument(function, argument, 3);
        yield evaluate(branches.get(holds(text(branches.get(0))) ? 1 : 2));
      }
      case "Fn::Join" -> {
        var join = argument(function, argument, 2);
        yield list(join.get(1)).stream().collect(Collectors.joining(text(join.get(0))));
      }
      case "Fn::Select" -> {
        var select = argument(function, argument, 2);
        yield list(select.get(1)).get(Integer.parseInt(text(select.get(0))));
      }
      case "Fn::Split" -> {
        var split = argument(function, argument, 2);
        yield Arrays.asList(text(split.get(1)).split(Pattern.quote(text(split.get(0))), -1));
      }
      case "Fn::FindInMap" -> find(argument(function, argument, 3));
      case "Fn::Equals", "Fn::Not", "Fn::And", "Fn::Or" ->
          String.valueOf(truth(Map.of(function, argument == null ? List.of() : argument)));
      default ->
          throw new CannotStart(
              "The template uses " + function + ", which the local runner does not know.");
    };
  }

  private boolean truth(@Nullable Object condition) {
    if (!(condition instanceof Map<?, ?> map && map.size() == 1)) {
      throw new CannotStart("The template has a condition that is no function: " + condition + ".");
    }
    var function = onlyKey(map);
    if (function.equals("Condition")) {
      return holds(text(onlyValue(map)));
    }
    var arguments = onlyValue(map) instanceof List<?> list ? list : List.of();
    return switch (function) {
      case "Fn::Equals" -> text(arguments.get(0)).equals(text(arguments.get(1)));
      case "Fn::Not" -> !truth(arguments.get(0));
      case "Fn::And" -> arguments.stream().allMatch(this::truth);
      case "Fn::Or" -> arguments.stream().anyMatch(this::truth);
      default ->
          throw new CannotStart(
              "The template uses " + function + " as a condition, which is not known.");
    };
  }

  private String ref(String name) {
    var value = parameters.containsKey(name) ? Optional.of(parameters.get(name)) : pseudo(name);
    return value
        .or(() -> names.ref(name))
        .orElseThrow(
            () -> new CannotStart("The template refers to " + name + ", which is not in it."));
  }

  private static Optional<String> pseudo(String name) {
    return switch (name) {
      case "AWS::Region" -> Optional.of(LocalNames.REGION);
      case "AWS::AccountId" -> Optional.of(LocalNames.ACCOUNT);
      case "AWS::Partition" -> Optional.of("aws");
      case "AWS::URLSuffix" -> Optional.of("amazonaws.com");
      case "AWS::StackName" -> Optional.of("local");
      case "AWS::StackId" -> Optional.of("arn:aws:cloudformation:local:stack/local");
      default -> Optional.empty();
    };
  }

  private String attribute(@Nullable Object argument) {
    var dotted =
        argument instanceof List<?> parts
            ? parts.stream().map(this::text).collect(Collectors.joining("."))
            : text(argument);
    var dot = dotted.indexOf('.');
    return Optional.of(dotted)
        .filter(whole -> dot > 0)
        .flatMap(whole -> names.attribute(whole.substring(0, dot), whole.substring(dot + 1)))
        .orElseThrow(() -> new CannotStart("The local runner knows no attribute " + dotted + "."));
  }

  private String substitute(@Nullable Object argument) {
    if (argument instanceof List<?> pair) {
      return substitute(text(pair.get(0)), members((Map<?, ?>) pair.get(1)));
    }
    return substitute(text(argument), Map.of());
  }

  private String substitute(String template, Map<String, ? extends @Nullable Object> variables) {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(
            match -> {
              var name = match.group(2).strip();
              var value =
                  !match.group(1).isEmpty()
                      ? "${" + match.group(2) + "}"
                      : variables.containsKey(name)
                          ? text(variables.get(name))
                          : name.contains(".") ? attribute(name) : ref(name);
              return Matcher.quoteReplacement(value);
            });
  }

  private @Nullable Object find(List<?> keys) {
    Object found = mappings;
    for (var key : keys) {
      found = found instanceof Map<?, ?> map ? map.get(text(key)) : null;
    }
    if (found == null) {
      throw new CannotStart("The template's mappings have no " + keys + ".");
    }
    return evaluate(found);
  }

  private List<?> argument(String function, @Nullable Object argument, int size) {
    if (argument instanceof List<?> list && list.size() == size) {
      return list;
    }
    throw new CannotStart("The template's " + function + " needs " + size + " arguments.");
  }

  private List<String> list(@Nullable Object raw) {
    return evaluate(raw) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : Arrays.asList(text(raw).split(",", -1));
  }

  private String text(@Nullable Object raw) {
    var value = evaluate(raw);
    if (value == null || value instanceof Map || value instanceof List) {
      throw new CannotStart("The template needs a text where it has " + value + ".");
    }
    return value.toString();
  }
}
