package dev.presently.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads YAML or JSON. CloudFormation's short tags become their long forms: {@code !Ref A} becomes
 * {@code {Ref: A}}, {@code !GetAtt A.Arn} becomes {@code {Fn::GetAtt: [A, Arn]}}.
 */
public final class TemplateYaml extends StandardConstructor {
  private TemplateYaml(LoadSettings settings) {
    super(settings);
  }

  /**
   * Maps, lists, strings, numbers and booleans of a file.
   *
   * @throws CannotStart if the file cannot be read, is not valid YAML or has a key twice
   */
  public static Object read(Path file) {
    var settings = LoadSettings.builder().setLabel(file.toString()).build();
    try (var text = Files.newBufferedReader(file)) {
      return new Load(settings, new TemplateYaml(settings)).loadFromReader(text);
    } catch (IOException e) {
      throw new CannotStart("Cannot read " + file + ".", e);
    } catch (YamlEngineException e) {
      throw new CannotStart(file + " is not valid YAML: " + e.getMessage(), e);
    }
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
      case "Ref" -> Map.of(function, argument);
      case "GetAtt" -> Map.of("Fn::GetAtt", List.of(argument.split("\\.", 2)));
      default -> Map.of("Fn::" + function, argument);
    };
  }
}
