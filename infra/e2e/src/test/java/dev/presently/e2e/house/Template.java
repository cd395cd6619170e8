package dev.presently.e2e.house;

import static java.util.stream.Collectors.toSet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What template.yaml declares. */
record Template(Yaml yaml) {

  /** One function, with what it takes from Globals, and the role that it does not leave to SAM. */
  record Function(String logicalName, Yaml properties, Yaml globals, Optional<Yaml> role) {
    private static final Set<String> LAMBDAS_ACTIONS =
        Set.of(
            "sqs:ReceiveMessage",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "dynamodb:DescribeStream",
            "dynamodb:GetRecords",
            "dynamodb:GetShardIterator",
            "dynamodb:ListStreams",
            "s3:ListBucket",
            "s3:PutObject",
            "logs:CreateLogStream",
            "logs:PutLogEvents");

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

    /** All statements of its role, those for Lambda's own calls included. */
    List<Yaml> policies() {
      return documents().flatMap(document -> document.at("Statement").items().stream()).toList();
    }

    private Stream<Yaml> documents() {
      return role.isPresent()
          ? role.get().at("Policies").items().stream().map(policy -> policy.at("PolicyDocument"))
          : properties.find("Policies").stream().flatMap(policies -> policies.items().stream());
    }

    /** What its code may do. */
    List<Statement> statements() {
      return policies().stream()
          .filter(Predicate.not(Function::isLambdas))
          .map(Statement::read)
          .toList();
    }

    /** What Lambda does in the function's name: reads its source and writes its log. */
    List<Yaml> lambdasStatements() {
      return policies().stream().filter(Function::isLambdas).toList();
    }

    private static boolean isLambdas(Yaml statement) {
      return statement.at("Action").items().stream()
          .map(Yaml::text)
          .anyMatch(LAMBDAS_ACTIONS::contains);
    }

    Set<Permission> permissions() {
      return statements().stream()
          .flatMap(statement -> statement.permissions().stream())
          .collect(toSet());
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
    var roles = resources("AWS::IAM::Role");
    return resources("AWS::Serverless::Function").entrySet().stream()
        .map(
            entry ->
                new Function(
                    entry.getKey(),
                    entry.getValue(),
                    globals(),
                    entry.getValue().find("Role").flatMap(Yaml::target).map(roles::get)))
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
