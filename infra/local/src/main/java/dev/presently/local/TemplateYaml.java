package dev.presently.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads YAML with CloudFormation's short tags into maps, lists and texts; a short tag becomes its
 * long form, so {@code !Ref X} reads as {@code {"Ref": "X"}}.
 */
final class TemplateYaml {
  private TemplateYaml() {}

  static Map<String, @Nullable Object> read(Path file) {
    try {
      var yaml = Files.readString(file, StandardCharsets.UTF_8);
      var root =
          new Compose(LoadSettings.builder().setLabel(file.getFileName().toString()).build())
              .composeString(yaml)
              .orElseThrow(() -> new CannotStart(file + " is empty."));
      if (root instanceof MappingNode mapping) {
        return map(mapping);
      }
      throw new CannotStart(file + " is no mapping of Resources.");
    } catch (IOException e) {
      throw new CannotStart("Cannot read the template " + file + ".", e);
    } catch (YamlEngineException e) {
      throw new CannotStart("The template is no valid YAML: " + e.getMessage(), e);
    }
  }

  private static @Nullable Object tree(Node node) {
    var tag = node.getTag().getValue();
    return tag.startsWith("!") ? intrinsic(tag.substring(1), node) : plain(node);
  }

  private static Object intrinsic(String name, Node node) {
    return switch (name) {
      case "Ref", "Condition" -> Map.of(name, text(node));
      case "GetAtt" ->
          Map.of("Fn::GetAtt", node instanceof ScalarNode ? text(node) : list((SequenceNode) node));
      case "Sub", "If", "Equals", "Not", "And", "Or", "Join", "Select", "Split", "FindInMap" ->
          Map.of("Fn::" + name, content(node));
      default ->
          throw new CannotStart(
              "The template uses !%s%s, which the local runner does not know."
                  .formatted(name, line(node)));
    };
  }

  private static Object content(Node node) {
    return switch (node) {
      case MappingNode mapping -> map(mapping);
      case SequenceNode sequence -> list(sequence);
      default -> text(node);
    };
  }

  private static @Nullable Object plain(Node node) {
    return switch (node) {
      case MappingNode mapping -> map(mapping);
      case SequenceNode sequence -> list(sequence);
      default -> node.getTag().equals(Tag.NULL) ? null : text(node);
    };
  }

  private static Map<String, @Nullable Object> map(MappingNode mapping) {
    var map = new LinkedHashMap<String, @Nullable Object>();
    for (var entry : mapping.getValue()) {
      if (map.put(text(entry.getKeyNode()), tree(entry.getValueNode())) != null) {
        throw new CannotStart(
            "The template has %s twice%s."
                .formatted(text(entry.getKeyNode()), line(entry.getKeyNode())));
      }
    }
    return map;
  }

  private static List<@Nullable Object> list(SequenceNode sequence) {
    return sequence.getValue().stream().<@Nullable Object>map(TemplateYaml::tree).toList();
  }

  private static String text(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw new CannotStart("The template needs a plain text" + line(node) + ".");
  }

  private static String line(Node node) {
    return node.getStartMark().map(mark -> " in line " + (mark.getLine() + 1)).orElse("");
  }
}
