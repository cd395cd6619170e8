package dev.presently.local;

import dev.presently.local.EventSourceMapping.FromQueue;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the runner takes from template.yaml: functions with their routes and event sources, tables,
 * queues, the authorizer and the answers to browsers. Resources without a local effect (alarms, log
 * groups, policies) are ignored; those with one that the runner does not have are refused.
 */
record Template(
    List<TemplateFunction> functions,
    List<TemplateTable> tables,
    List<TemplateQueue> queues,
    Optional<TemplateAuthorizer> authorizer,
    TemplateCors cors,
    Optional<TemplateWebSocketApi> webSocketApi) {
  private static final Set<String> REFUSED =
      Set.of(
          "AWS::ApiGatewayV2::Authorizer",
          "AWS::ApiGatewayV2::IntegrationResponse",
          "AWS::ApiGatewayV2::RouteResponse",
          "AWS::DynamoDB::GlobalTable",
          "AWS::Events::Rule",
          "AWS::Lambda::EventSourceMapping",
          "AWS::Lambda::Function",
          "AWS::Scheduler::Schedule",
          "AWS::Serverless::HttpApi",
          "AWS::Serverless::SimpleTable",
          "AWS::Serverless::StateMachine");

  static Template read(Path file, Map<String, String> parameters, String queueEndpoint) {
    JsonNode root = JsonMapper.shared().valueToTree(TemplateYaml.read(file));
    var names = new LocalNames(root.path("Resources"), queueEndpoint);
    var intrinsics =
        new Intrinsics(
            parameters(root.path("Parameters"), parameters), root.path("Conditions"), names);
    var globals =
        new TemplateSection("Globals.Function", root.path("Globals").path("Function"), intrinsics);
    var resources =
        root.path("Resources").properties().stream()
            .map(one -> new TemplateSection(one.getKey(), one.getValue(), intrinsics))
            .filter(one -> !one.has("Condition") || intrinsics.holds(one.required("Condition")))
            .toList();
    var functions =
        all(resources, "AWS::Serverless::Function", one -> TemplateFunction.read(one, globals));
    var queues =
        all(
            resources,
            "AWS::SQS::Queue",
            one -> TemplateQueue.read(names.queueName(one.path()), one.section("Properties")));
    var apis = all(resources, "AWS::Serverless::Api", one -> one.section("Properties"));
    return new Template(
        functions,
        all(resources, "AWS::DynamoDB::Table", TemplateTable::read),
        Stream.concat(queues.stream(), others(functions, queues)).toList(),
        apis.stream().flatMap(api -> TemplateAuthorizer.read(api).stream()).findFirst(),
        apis.stream().map(TemplateCors::read).findFirst().orElse(TemplateCors.NONE),
        TemplateWebSocketApi.read(resources));
  }

  Stream<Route> routes() {
    return functions.stream().flatMap(function -> function.routes().stream());
  }

  /** An environment variable of a function. */
  Optional<String> variable(String function, String name) {
    return functions.stream()
        .filter(candidate -> candidate.name().equals(function))
        .findFirst()
        .map(found -> found.environment().get(name));
  }

  /** Queues that functions read and that only a parameter names: they are not the stack's. */
  private static Stream<TemplateQueue> others(
      List<TemplateFunction> functions, List<TemplateQueue> queues) {
    return functions.stream()
        .flatMap(function -> function.sources().stream())
        .filter(FromQueue.class::isInstance)
        .map(source -> ((FromQueue) source).queue())
        .filter(name -> queues.stream().noneMatch(queue -> queue.name().equals(name)))
        .distinct()
        .map(TemplateQueue::other);
  }

  private static <T> List<T> all(
      List<TemplateSection> resources, String type, Function<TemplateSection, T> reader) {
    return resources.stream().filter(resource -> known(resource).equals(type)).map(reader).toList();
  }

  /** The resource's type. */
  private static String known(TemplateSection resource) {
    var type = resource.required("Type");
    if (REFUSED.contains(type)) {
      throw new CannotStart(
          "%s is of type %s, which the local runner does not know."
              .formatted(resource.path(), type));
    }
    return type;
  }

  private static Map<String, String> parameters(JsonNode declared, Map<String, String> chosen) {
    var values = new LinkedHashMap<String, String>();
    declared.forEachEntry(
        (name, parameter) -> {
          var value = chosen.getOrDefault(name, parameter.path("Default").asString(null));
          if (value == null) {
            throw new CannotStart("The template's parameter " + name + " has no default.");
          }
          values.put(name, value);
        });
    return values;
  }
}
