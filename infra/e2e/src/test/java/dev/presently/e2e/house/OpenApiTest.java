package dev.presently.e2e.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** docs/openapi.yaml has only what generators turn into code that compiles and loses nothing. */
class OpenApiTest {
  private static final String SCHEMAS = "docs/openapi.yaml › components › schemas › ";

  /** Generators ignore these, or turn what has them into an untyped value. */
  private static final Set<String> UNTYPED =
      Set.of("allOf", "oneOf", "if", "const", "unevaluatedProperties", "dependentRequired");

  private final Yaml document = Yaml.read(House.ROOT.resolve("docs/openapi.yaml"));
  private final List<String> complaints = new ArrayList<>();

  @Test
  void everySchemaIsFlatAndNamed() {
    document.everything().forEach(this::checkSchema);
    assertThat(complaints).isEmpty();
  }

  private void checkSchema(Yaml node) {
    var keys = new TreeSet<>(node.fields().keySet());
    if (keys.remove("$ref") && !Set.of("description").containsAll(keys)) {
      complain(node, "has %s beside a $ref".formatted(keys));
    }
    UNTYPED.stream().filter(keys::contains).forEach(key -> complain(node, "has " + key));
    if (keys.contains("enum") && keys.contains("description") && !keys.contains("type")) {
      complain(node, "has an enum without a type");
    }
    if (keys.contains("properties")
        && !(node.path().startsWith(SCHEMAS)
            && node.path().lastIndexOf(" › ") == SCHEMAS.length() - 3)) {
      complain(node, "has properties, but no name under components");
    }
  }

  /** So a client that deserializes strictly survives a new field. */
  @Test
  void onlyWhatCallersSendIsClosed() {
    var sent = new TreeSet<String>();
    document
        .at("paths")
        .everything()
        .forEach(node -> node.find("requestBody").ifPresent(body -> collectSchemas(body, sent)));
    var closed = new TreeSet<String>();
    document
        .at("components", "schemas")
        .fields()
        .forEach(
            (name, schema) -> {
              if (schema
                  .find("additionalProperties")
                  .filter(x -> x.text().equals("false"))
                  .isPresent()) {
                closed.add(name);
              }
            });
    assertThat(sent).containsAll(closed);
  }

  private void collectSchemas(Yaml from, Set<String> names) {
    from.everything()
        .flatMap(node -> node.find("$ref").stream())
        .map(Yaml::text)
        .filter(reference -> reference.startsWith("#/components/schemas/"))
        .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
        .filter(names::add)
        .toList()
        .forEach(name -> collectSchemas(document.at("components", "schemas", name), names));
  }

  /** Go's generator makes one constant for each value, and a function {@code NewX} for each X. */
  @Test
  void noTwoNamesMeetInGo() {
    var schemas = document.at("components", "schemas").fields();
    var values = new TreeMap<String, String>();
    schemas.forEach(
        (name, schema) -> {
          if (schemas.containsKey("New" + name)) {
            complain(schema, "and New" + name + " meet");
          }
          schema
              .find("enum")
              .ifPresent(
                  words ->
                      words
                          .items()
                          .forEach(
                              word -> {
                                var other = values.put(word.text().toUpperCase(Locale.ROOT), name);
                                if (other != null) {
                                  complain(word, "is a value of " + other + " too");
                                }
                              }));
        });
    assertThat(complaints).isEmpty();
  }

  @Test
  void everySchemaIsUsed() {
    var used = new TreeSet<String>();
    collectSchemas(document, used);
    assertThat(document.at("components", "schemas").fields().keySet()).isEqualTo(used);
  }

  @Test
  void everyErrorNamesItsCodes() {
    document
        .everything()
        .filter(node -> node.find("content").isPresent())
        .filter(node -> node.text().contains("schemas/ErrorAnswer"))
        .filter(node -> node.find("x-codes").isEmpty())
        .forEach(node -> complain(node, "has no x-codes"));
    assertThat(complaints).isEmpty();
  }

  private void complain(Yaml where, String what) {
    complaints.add(where.path() + " " + what);
  }
}
