package dev.presently.e2e.house;

import static java.util.stream.Collectors.toSet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What template.yaml declares. */
record Template(Yaml yaml) {

  /** One function, with what it takes from Globals. */
  record Function(String logicalName, Yaml properties, Yaml globals) {
    String name() {
      return logicalName.replaceAll("Function$", "");
    }

    String handler() {
      return properties.at("Handler").text();
    }

    /** The Maven module whose target directory is deployed, such as {@code functions/api}. */
    String module() {
      return properties.at("CodeUri").text().replaceAll("/target/.*$", "");
    }

    Map<String, Yaml> variables() {
      var variables = new LinkedHashMap<String, Yaml>();
      for (var level : List.of(globals, properties)) {
        level
            .find("Environment")
            .ifPresent(declared -> variables.putAll(declared.at("Variables").fields()));
      }
      return variables;
    }

    /** Method and path, for a function behind the API. */
    Optional<String> route() {
      return events("Api").stream()
          .findFirst()
          .map(event -> event.at("Method").text() + " " + event.at("Path").text());
    }

    /** The properties of its events of one type. */
    List<Yaml> events(String type) {
      return properties.find("Events").stream()
          .flatMap(events -> events.fields().values().stream())
          .filter(event -> event.at("Type").text().equals(type))
          .map(event -> event.at("Properties"))
          .toList();
    }

    List<Yaml> statements() {
      return properties
          .find("Policies")
          .map(
              policies ->
                  policies.items().stream()
                      .flatMap(policy -> policy.at("Statement").items().stream())
                      .toList())
          .orElse(List.of());
    }

    Set<Permission> permissions() {
      return statements().stream().flatMap(Function::permissions).collect(toSet());
    }

    private static Stream<Permission> permissions(Yaml statement) {
      return statement.at("Action").items().stream()
          .flatMap(
              action ->
                  statement.at("Resource").items().stream()
                      .flatMap(resource -> resource.arn().stream())
                      .map(resource -> new Permission(action.text(), resource)));
    }
  }

  static Template read() {
    return new Template(Yaml.read(House.ROOT.resolve("template.yaml")));
  }

  Yaml globals() {
    return yaml.at("Globals", "Function");
  }

  /** The properties of all resources of one type, by logical name. */
  Map<String, Yaml> resources(String type) {
    var found = new LinkedHashMap<String, Yaml>();
    yaml.at("Resources")
        .fields()
        .forEach(
            (name, resource) -> {
              if (resource.at("Type").text().equals(type)) {
                found.put(name, resource.at("Properties"));
              }
            });
    return found;
  }

  List<Function> functions() {
    return resources("AWS::Serverless::Function").entrySet().stream()
        .map(entry -> new Function(entry.getKey(), entry.getValue(), globals()))
        .toList();
  }

  /** A number as it stands, or the default of the parameter it refers to. */
  int number(Yaml value) {
    return value
        .find("Ref")
        .map(parameter -> yaml.at("Parameters", parameter.text(), "Default"))
        .orElse(value)
        .number();
  }
}
