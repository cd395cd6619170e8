package dev.presently.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One mapping of the template, evaluated member by member when it is asked for. */
record TemplateSection(String path, Map<?, ?> members, Intrinsics intrinsics) {
  boolean has(String name) {
    return value(name) != null;
  }

  @Nullable Object value(String name) {
    return intrinsics.evaluate(members.get(name));
  }

  Optional<String> text(String name) {
    return switch (value(name)) {
      case null -> Optional.empty();
      case Map<?, ?> map -> throw wrong(name, "a text");
      case List<?> list -> throw wrong(name, "a text");
      case Object value -> Optional.of(value.toString());
    };
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

  /** A mapping inside this one; what stands in it is not evaluated before it is asked for. */
  TemplateSection section(String name) {
    return switch (intrinsics.unlessPlain(members.get(name))) {
      case null -> new TemplateSection(path + "." + name, Map.of(), intrinsics);
      case Map<?, ?> map -> new TemplateSection(path + "." + name, map, intrinsics);
      default -> throw wrong(name, "a mapping");
    };
  }

  Stream<TemplateSection> sections(String name) {
    return list(name).stream()
        .map(
            element ->
                element instanceof Map<?, ?> map
                    ? new TemplateSection(path + "." + name, map, intrinsics)
                    : fail(name));
  }

  List<?> list(String name) {
    return switch (value(name)) {
      case null -> List.of();
      case List<?> list -> list;
      default -> throw wrong(name, "a list");
    };
  }

  Map<String, String> texts(String name) {
    var section = section(name);
    var texts = new LinkedHashMap<String, String>();
    section.members().keySet().stream()
        .map(String::valueOf)
        .forEach(member -> section.text(member).ifPresent(text -> texts.put(member, text)));
    return texts;
  }

  /** Refuses members that are not in the list, because ignoring them would change behaviour. */
  TemplateSection knowing(String... known) {
    var unknown = new TreeSet<String>();
    members.keySet().forEach(name -> unknown.add(String.valueOf(name)));
    unknown.removeAll(Set.of(known));
    if (!unknown.isEmpty()) {
      throw new CannotStart(
          "The local runner does not know %s of %s.".formatted(unknown.first(), path));
    }
    return this;
  }

  CannotStart wrong(String name, String needed) {
    return new CannotStart("%s of %s needs %s.".formatted(name, path, needed));
  }

  private TemplateSection fail(String name) {
    throw wrong(name, "a list of mappings");
  }
}
