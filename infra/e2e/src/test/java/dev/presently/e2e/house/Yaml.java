package dev.presently.e2e.house;

import dev.presently.local.TemplateYaml;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * One value of a YAML or JSON file and its path, so that a failure names what is missing. The local
 * runner's {@link TemplateYaml} reads the file.
 */
record Yaml(String path, Object value) {
  private static final Pattern INDEX =
      Pattern.compile("\\$\\{(\\w+)\\.Arn}(/index/\\w+|/stream/\\*|/\\*)");

  private static final Pattern CONNECTIONS =
      Pattern.compile("arn:.*:execute-api:.*:\\$\\{(\\w+)}/\\$\\{StageName}/\\*/@connections/\\*");

  /** Resources and parameters whose Ref is an ARN. */
  private static final Set<String> ARNS = Set.of("MasterKey", "EvolutionQueueArn");

  static Yaml read(Path file) {
    return new Yaml(House.ROOT.relativize(file).toString(), TemplateYaml.read(file));
  }

  /** A text that is JSON by itself. */
  static Yaml parse(String json) {
    return new Yaml("json", JsonMapper.shared().readValue(json, Object.class));
  }

  Yaml at(String... keys) {
    var here = this;
    for (var key : keys) {
      var parent = here;
      here =
          parent
              .find(key)
              .orElseThrow(() -> new AssertionError(parent.path + " has no \"" + key + "\""));
    }
    return here;
  }

  Optional<Yaml> find(String key) {
    return value instanceof Map<?, ?> map && map.get(key) != null
        ? Optional.of(new Yaml(path + " › " + key, map.get(key)))
        : Optional.empty();
  }

  String text() {
    return String.valueOf(value);
  }

  int number() {
    return Integer.parseInt(text());
  }

  Map<String, Yaml> fields() {
    var fields = new LinkedHashMap<String, Yaml>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, field) -> fields.put("" + key, new Yaml(path + " › " + key, field)));
    }
    return fields;
  }

  /** The elements of a list; a single value counts as a list of one. */
  List<Yaml> items() {
    return value instanceof List<?> list
        ? IntStream.range(0, list.size())
            .mapToObj(i -> new Yaml(path + "[" + i + "]", list.get(i)))
            .toList()
        : List.of(this);
  }

  /** This value and all below it. */
  Stream<Yaml> everything() {
    var below = value instanceof List<?> ? items() : fields().values();
    return Stream.concat(Stream.of(this), below.stream().flatMap(Yaml::everything));
  }

  /** The logical name behind {@code Ref} or {@code Fn::GetAtt}; of {@code Fn::If} the last one. */
  Optional<String> target() {
    return find("Ref")
        .map(Yaml::text)
        .or(() -> find("Fn::GetAtt").map(name -> name.items().getFirst().text()))
        .or(() -> find("Fn::If").flatMap(choice -> choice.items().getLast().target()));
  }

  /**
   * The one resource that an ARN names: a logical name, or that of a table and its index or
   * streams, or a bucket's objects, or an API's connections; of {@code Fn::If} the first one.
   */
  Optional<String> arn() {
    return find("Fn::GetAtt")
        .flatMap(_ -> target())
        .or(() -> find("Ref").map(Yaml::text).filter(ARNS::contains))
        .or(
            () ->
                find("Fn::Sub")
                    .map(index -> INDEX.matcher(index.text()))
                    .filter(Matcher::matches)
                    .map(index -> index.group(1) + index.group(2)))
        .or(
            () ->
                find("Fn::Sub")
                    .map(connections -> CONNECTIONS.matcher(connections.text()))
                    .filter(Matcher::matches)
                    .map(connections -> connections.group(1)))
        .or(() -> find("Fn::If").flatMap(choice -> choice.items().get(1).arn()));
  }
}
