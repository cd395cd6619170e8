package dev.presently.e2e.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One value of a YAML or JSON file and the way to it, so that a failure names what is missing.
 *
 * <p>CloudFormation's short tags are read as their long forms: {@code !Ref A} as {@code {Ref: A}},
 * {@code !GetAtt A.Arn} as {@code {Fn::GetAtt: [A, Arn]}}.
 */
record Yaml(String path, Object value) {
  private static final Pattern INDEX = Pattern.compile("\\$\\{(\\w+)\\.Arn}(/index/\\w+)");

  /** Whose Ref is their ARN. */
  private static final Set<String> SECRETS = Set.of("MasterKey");

  static Yaml read(Path file) {
    var settings = LoadSettings.builder().setLabel(file.toString()).build();
    try (var text = Files.newBufferedReader(file)) {
      var load = new Load(settings, new CloudFormation(settings));
      return new Yaml(House.ROOT.relativize(file).toString(), load.loadFromReader(text));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + file, unreadable);
    }
  }

  /** A text that is JSON by itself. */
  static Yaml parse(String json) {
    return new Yaml("json", new Load(LoadSettings.builder().build()).loadFromString(json));
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

  /** The logical name behind {@code Ref} or {@code Fn::GetAtt}. */
  Optional<String> target() {
    return find("Ref")
        .map(Yaml::text)
        .or(() -> find("Fn::GetAtt").map(name -> name.items().getFirst().text()));
  }

  /** The one resource that an ARN names: a logical name, or that of a table and its index. */
  Optional<String> arn() {
    return find("Fn::GetAtt")
        .flatMap(_ -> target())
        .or(() -> find("Ref").map(Yaml::text).filter(SECRETS::contains))
        .or(
            () ->
                find("Fn::Sub")
                    .map(index -> INDEX.matcher(index.text()))
                    .filter(Matcher::matches)
                    .map(index -> index.group(1) + index.group(2)));
  }

  private static final class CloudFormation extends StandardConstructor {
    CloudFormation(LoadSettings settings) {
      super(settings);
    }

    @Override
    protected Optional<ConstructNode> findConstructorFor(Node node) {
      var tag = node.getTag().getValue();
      return tag.startsWith("!")
          ? Optional.of(tagged -> longForm(tag.substring(1), tagged))
          : super.findConstructorFor(node);
    }

    private Map<String, Object> longForm(String function, Node node) {
      return switch (node) {
        case SequenceNode list -> Map.of("Fn::" + function, constructSequence(list));
        case MappingNode map -> Map.of("Fn::" + function, constructMapping(map));
        default -> longForm(function, ((ScalarNode) node).getValue());
      };
    }

    private static Map<String, Object> longForm(String function, String argument) {
      return switch (function) {
        case "Ref", "Condition" -> Map.of(function, argument);
        case "GetAtt" -> Map.of("Fn::GetAtt", List.of(argument.split("\\.", 2)));
        default -> Map.of("Fn::" + function, argument);
      };
    }
  }
}
