package dev.presently.local;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.StringNode;

/**
 * Evaluates the intrinsic functions of CloudFormation that the template uses; others are refused by
 * name.
 */
record Intrinsics(Map<String, String> parameters, JsonNode conditions, LocalNames names) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");

  /** The value without intrinsics; missing for {@code AWS::NoValue}, as is its parent's member. */
  JsonNode evaluate(JsonNode raw) {
    if (isIntrinsic(raw)) {
      var call = raw.properties().iterator().next();
      return call(call.getKey(), call.getValue());
    }
    if (raw.isObject()) {
      var members = JsonNodeFactory.instance.objectNode();
      raw.forEachEntry((name, member) -> members.set(name, evaluate(member)));
      members.removeIf(JsonNode::isMissingNode);
      return members;
    }
    if (raw.isArray()) {
      var elements = JsonNodeFactory.instance.arrayNode();
      raw.valueStream()
          .map(this::evaluate)
          .filter(value -> !value.isMissingNode())
          .forEach(elements::add);
      return elements;
    }
    return raw;
  }

  static boolean isIntrinsic(JsonNode raw) {
    return raw.isObject()
        && raw.size() == 1
        && raw.propertyNames().stream().allMatch(k -> k.equals("Ref") || k.startsWith("Fn::"));
  }

  boolean holds(String condition) {
    var definition = conditions.path(condition);
    var negated = definition.path("Fn::Not").path(0);
    var operands = (negated.isMissingNode() ? definition : negated).path("Fn::Equals");
    if (operands.size() != 2) {
      throw new CannotStart(
          "The local runner needs Fn::Equals or Fn::Not of it as the condition %s, not %s."
              .formatted(condition, definition));
    }
    return text(operands.get(0)).equals(text(operands.get(1))) == negated.isMissingNode();
  }

  private JsonNode call(String function, JsonNode argument) {
    return switch (function) {
      case "Ref" ->
          argument.asString().equals("AWS::NoValue")
              ? MissingNode.getInstance()
              : StringNode.valueOf(ref(argument.asString()));
      case "Fn::GetAtt" ->
          StringNode.valueOf(attribute(argument.path(0).asString(), argument.path(1).asString()));
      case "Fn::Sub" -> StringNode.valueOf(substitute(text(argument)));
      case "Fn::If" -> evaluate(argument.path(holds(argument.path(0).asString()) ? 1 : 2));
      default ->
          throw new CannotStart(
              "The template uses " + function + ", which the local runner does not know.");
    };
  }

  private String ref(String name) {
    var parameter = parameters.get(name);
    return parameter != null
        ? parameter
        : names
            .ref(name)
            .orElseThrow(
                () -> new CannotStart("The template refers to " + name + ", which is not in it."));
  }

  private String attribute(String logicalId, String attribute) {
    return names
        .attribute(logicalId, attribute)
        .orElseThrow(
            () ->
                new CannotStart(
                    "The local runner knows no attribute " + logicalId + "." + attribute + "."));
  }

  private String substitute(String template) {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(
            match -> {
              var parts = match.group(1).split("\\.", 2);
              return Matcher.quoteReplacement(
                  parts.length == 2 ? attribute(parts[0], parts[1]) : ref(parts[0]));
            });
  }

  private String text(JsonNode raw) {
    var value = evaluate(raw);
    if (!value.isValueNode() || value.isNull()) {
      throw new CannotStart("The template needs a text where it has " + value + ".");
    }
    return value.asString();
  }
}
