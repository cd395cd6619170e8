package dev.presently.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.presently.local.TemplateYaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * docs/openapi.yaml, as the judge of every answer and event that a scenario sees. It is stricter
 * than the document: what the document does not name is refused, though clients must ignore it, and
 * contract-rules.yaml says what the document's flat schemas cannot.
 */
final class Contract {
  private static final Path RULES = Path.of("src", "test", "resources", "contract-rules.yaml");
  static final Contract PUBLISHED = new Contract(Path.of("..", "..", "docs", "openapi.yaml"));

  private final Map<String, Object> document;
  private final SchemaRegistry schemas =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

  private Contract(Path file) {
    document = object(TemplateYaml.read(file));
    Map<String, Object> named = object(object(document.get("components")).get("schemas"));
    named.values().forEach(Contract::close);
    object(TemplateYaml.read(RULES))
        .forEach((name, rule) -> object(named.get(name)).put("allOf", List.of(rule)));
  }

  private static void close(Object schema) {
    if (object(schema).containsKey("properties")) {
      object(schema).putIfAbsent("additionalProperties", false);
    }
  }

  /** The operation must know this status, and the body must be what it promises. */
  void checkAnswer(String method, String path, int status, String body) {
    String route = routeOf(path).orElse("");
    Map<String, Object> operation =
        object(
            object(object(document.get("paths")).get(route)).get(method.toLowerCase(Locale.ROOT)));
    if (operation.isEmpty()) {
      assertThat(status).as("%s %s is no operation", method, path).isEqualTo(404);
      return;
    }
    Map<String, Object> response =
        object(object(operation.get("responses")).get(Integer.toString(status)));
    assertThat(response)
        .as("%s %s answers %d, which its contract does not have: %s", method, route, status, body)
        .isNotEmpty();
    Map<String, Object> content =
        object(object(resolved(response).get("content")).get("application/json"));
    if (content.isEmpty()) {
      assertThat(body).as("%s %s: %d has no body", method, route, status).isEmpty();
      return;
    }
    check(method + " " + route + " " + status, content.get("schema"), body);
    if (status >= 400) {
      JsonNode error = new JsonMapper().readTree(body);
      assertThat(resolved(response).get("x-codes"))
          .as("%s %s %d: the code of %s", method, route, status, body)
          .asInstanceOf(InstanceOfAssertFactories.LIST)
          .contains(error.path("code").asString());
      // What a gateway answers by itself knows no operation.
      assertThat(error.path("docs").asString("/docs"))
          .as("%s %s %d: the link of %s", method, route, status, body)
          .matches(".*/docs(#/%s/%s)?".formatted(tag(operation), operation.get("operationId")));
    }
  }

  /** All operations. */
  List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    object(document.get("paths"))
        .forEach(
            (route, item) ->
                object(item)
                    .forEach(
                        (method, node) -> {
                          if (object(node).get("operationId") instanceof String name) {
                            all.add(operation(name, method, route, object(node)));
                          }
                        }));
    return all;
  }

  private static Operation operation(
      String name, String method, String route, Map<String, Object> node) {
    return new Operation(
        name,
        tag(node),
        method.toUpperCase(Locale.ROOT),
        route,
        Optional.ofNullable(node.get("x-scope")).map(Object::toString),
        String.valueOf(node.get("security")).contains("masterKey"));
  }

  private static String tag(Map<String, Object> operation) {
    return String.valueOf(((List<?>) Objects.requireNonNull(operation.get("tags"))).getFirst());
  }

  /** The event must be what the contract says of its name. */
  void checkEvent(String name, String body) {
    Map<String, Object> post =
        object(resolved(object(object(document.get("webhooks")).get(name))).get("post"));
    Map<String, Object> content =
        object(object(object(post.get("requestBody")).get("content")).get("application/json"));
    assertThat(content).as("the contract has no event %s", name).isNotEmpty();
    check(name, content.get("schema"), body);
  }

  private void check(String what, @Nullable Object schema, String body) {
    Schema judge = compiled.computeIfAbsent(what, _ -> compile(schema));
    assertThat(judge.validate(body, InputFormat.JSON)).as("%s: %s", what, body).isEmpty();
  }

  private Schema compile(@Nullable Object schema) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("components", document.get("components"));
    root.put("allOf", List.of(object(schema)));
    return schemas.getSchema(new JsonMapper().writeValueAsString(root), InputFormat.JSON);
  }

  private Optional<String> routeOf(String path) {
    String plain = path.replaceFirst("\\?.*", "");
    return object(document.get("paths")).keySet().stream()
        .filter(route -> plain.matches(route.replaceAll("\\{[^}]*}", "[^/]+")))
        // A fixed name goes before a variable one.
        .min(Comparator.comparingInt(route -> route.split("\\{", -1).length));
  }

  private Map<String, Object> resolved(Map<String, Object> node) {
    if (!(node.get("$ref") instanceof String reference)) {
      return node;
    }
    Map<String, Object> found = document;
    for (String name : reference.substring(2).split("/", -1)) {
      found = object(found.get(name));
    }
    return found;
  }

  @SuppressWarnings("unchecked") // YAML's mappings have strings for keys here.
  private static Map<String, Object> object(@Nullable Object node) {
    return node instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
