package dev.presently.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One mapping of the template. A member is evaluated when it is read. */
record TemplateSection(String path, JsonNode members, Intrinsics intrinsics) {
  boolean has(String name) {
    return !value(name).isMissingNode();
  }

  /** Missing where the member is absent or {@code AWS::NoValue}. */
  JsonNode value(String name) {
    return intrinsics.evaluate(members.path(name));
  }

  Optional<String> text(String name) {
    var value = value(name);
    if (value.isContainer()) {
      throw wrong(name, "a text");
    }
    return value.isMissingNode() || value.isNull()
        ? Optional.empty()
        : Optional.of(value.asString());
  }

  String required(String name) {
    return text(name).orElseThrow(() -> wrong(name, "a value"));
  }

  int number(String name, int otherwise) {
    try {
      return text(name).map(Integer::parseInt).orElse(otherwise);
    } catch (NumberFormatException e) {
      throw wrong(name, "a whole number");
    }
  }

  boolean flag(String name) {
    return text(name).map(Boolean::parseBoolean).orElse(false);
  }

  /** A mapping inside this one, empty where it is absent. */
  TemplateSection section(String name) {
    var raw = members.path(name);
    var section = Intrinsics.isIntrinsic(raw) ? intrinsics.evaluate(raw) : raw;
    if (!section.isObject() && !section.isMissingNode()) {
      throw wrong(name, "a mapping");
    }
    return new TemplateSection(path + "." + name, section, intrinsics);
  }

  List<String> texts(String name) {
    var value = value(name);
    if (!value.isArray() && !value.isMissingNode()) {
      throw wrong(name, "a list");
    }
    return value.valueStream().map(JsonNode::asString).toList();
  }

  /** All members as texts. */
  Map<String, String> textsByName() {
    var texts = new LinkedHashMap<String, String>();
    members.propertyNames().forEach(name -> text(name).ifPresent(text -> texts.put(name, text)));
    return texts;
  }

  /** Each member as a mapping. */
  Stream<TemplateSection> sections() {
    return members.propertyNames().stream().map(this::section);
  }

  /** Refuses other members, because ignoring them would change behaviour. */
  TemplateSection knowing(String... known) {
    members.propertyNames().stream()
        .filter(name -> !Set.of(known).contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new CannotStart(
                  "The local runner does not know %s of %s.".formatted(name, path));
            });
    return this;
  }

  /** The last part of the path. */
  String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  CannotStart wrong(String name, String needed) {
    return new CannotStart("%s of %s needs %s.".formatted(name, path, needed));
  }
}
