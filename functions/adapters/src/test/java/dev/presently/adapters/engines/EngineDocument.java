package dev.presently.adapters.engines;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import dev.presently.core.session.EngineType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The routes of an engine, {@code engines/<engine>/openapi-excerpt.json}: OpenAPI 3.1 or 3.0, or
 * Swagger 2.0. A field that the document does not name is a fault.
 */
final class EngineDocument {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final List<String> COMBINED =
      List.of("additionalProperties", "allOf", "anyOf", "oneOf");

  private final JsonNode document;
  private final SchemaRegistry schemas;

  private EngineDocument(JsonNode document) {
    this.document = document;
    this.schemas = SchemaRegistry.withDefaultDialect(dialect(document));
  }

  /** Empty if the engine has no document. */
  static Optional<EngineDocument> of(EngineType engine) {
    String file = "/engines/" + engine + "/openapi-excerpt.json";
    try (InputStream in = EngineDocument.class.getResourceAsStream(file)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new EngineDocument(strict(MAPPER.readTree(in))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code METHOD /path/{parameter}}; fails if no route is that of the request. */
  String route(EngineRequest request) {
    return request.method() + " " + template(request).orElseThrow();
  }

  /** What the document forbids in the request, in sentences. */
  List<String> faults(EngineRequest request) {
    Optional<String> template = template(request);
    JsonNode operation =
        template
            .map(
                path ->
                    document
                        .path("paths")
                        .path(path)
                        .path(request.method().toLowerCase(Locale.ROOT)))
            .orElseGet(JsonNodeFactory.instance::missingNode);
    if (operation.isMissingNode()) {
      return List.of("no such route");
    }
    List<String> faults = new ArrayList<>();
    query(request, operation, faults);
    headers(request, operation, faults);
    body(request, operation, faults);
    return faults;
  }

  private Optional<String> template(EngineRequest request) {
    String path = request.path().replaceFirst("\\?.*", "");
    return document
        .path("paths")
        .propertyStream()
        .map(Map.Entry::getKey)
        .filter(route -> path.matches(route.replaceAll("\\{[^}]*}", "[A-Za-z0-9._%~-]+")))
        // A fixed name goes before a variable one.
        .min(Comparator.comparingInt(route -> route.split("\\{", -1).length));
  }

  private static void query(EngineRequest request, JsonNode operation, List<String> faults) {
    var sent = new TreeSet<String>();
    int question = request.path().indexOf('?');
    if (question >= 0) {
      for (String pair : request.path().substring(question + 1).split("&", -1)) {
        sent.add(pair.replaceFirst("=.*", ""));
      }
    }
    parameters(operation, "query")
        .filter(parameter -> !sent.remove(name(parameter)) && isRequired(parameter))
        .forEach(parameter -> faults.add("the query lacks " + name(parameter)));
    sent.forEach(name -> faults.add("the query has " + name));
  }

  private static void headers(EngineRequest request, JsonNode operation, List<String> faults) {
    var sent = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    sent.addAll(request.headers().keySet());
    parameters(operation, "header")
        .filter(parameter -> isRequired(parameter) && !sent.contains(name(parameter)))
        .forEach(parameter -> faults.add("there is no header " + name(parameter)));
  }

  /** {@code requestBody} of OpenAPI 3, a parameter in {@code body} of Swagger 2.0. */
  private void body(EngineRequest request, JsonNode operation, List<String> faults) {
    JsonNode expected =
        parameters(operation, "body").findFirst().orElseGet(() -> operation.path("requestBody"));
    if (request.body().isEmpty()) {
      if (isRequired(expected)) {
        faults.add("there is no body");
      }
    } else if (expected.isMissingNode()) {
      faults.add("there is a body");
    } else {
      JsonNode schema =
          expected.has("schema")
              ? expected.path("schema")
              : expected.path("content").path("application/json").path("schema");
      schemaOf(schema).validate(request.body().get()).stream()
          .map(Error::toString)
          .forEach(faults::add);
    }
  }

  /** The document's definitions stand beside the schema, for its references. */
  private Schema schemaOf(JsonNode schema) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    for (String definitions : List.of("components", "definitions")) {
      if (document.has(definitions)) {
        root.set(definitions, document.path(definitions));
      }
    }
    root.putArray("allOf").add(schema);
    return schemas.getSchema(root);
  }

  private static Stream<JsonNode> parameters(JsonNode operation, String in) {
    return operation
        .path("parameters")
        .valueStream()
        .filter(parameter -> parameter.path("in").asString("").equals(in));
  }

  private static String name(JsonNode parameter) {
    return parameter.path("name").asString("");
  }

  private static boolean isRequired(JsonNode parameterOrBody) {
    return parameterOrBody.path("required").asBoolean(false);
  }

  private static Dialect dialect(JsonNode document) {
    if (document.has("swagger")) {
      return Dialects.getDraft4();
    }
    return document.path("openapi").asString("").startsWith("3.0")
        ? Dialects.getOpenApi30()
        : Dialects.getDraft202012();
  }

  private static JsonNode strict(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("properties").isObject()
        && COMBINED.stream().noneMatch(object::has)) {
      object.put("additionalProperties", false);
    }
    node.forEach(EngineDocument::strict);
    return node;
  }
}
