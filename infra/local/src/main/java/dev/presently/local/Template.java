package dev.presently.local;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the deployment's template wires together: functions with their routes and event sources,
 * tables and queues. A resource that would act but is not known here is refused; one that only
 * matters in the cloud (alarms, log groups, policies) is left out.
 */
record Template(
    List<TemplateFunction> functions,
    List<TemplateTable> tables,
    List<TemplateQueue> queues,
    Optional<TemplateAuthorizer> authorizer) {
  private static final Set<String> ACTING =
      Set.of(
          "AWS::DynamoDB::GlobalTable",
          "AWS::Events::Rule",
          "AWS::Lambda::EventSourceMapping",
          "AWS::Lambda::Function",
          "AWS::Scheduler::Schedule",
          "AWS::Serverless::HttpApi",
          "AWS::Serverless::SimpleTable",
          "AWS::Serverless::StateMachine");

  static Template read(Path file, Map<String, String> parameters, String queueEndpoint) {
    var root = TemplateYaml.read(file);
    var names = new LocalNames(part(root, "Resources"), queueEndpoint);
    var intrinsics =
        new Intrinsics(
            parameters(part(root, "Parameters"), parameters),
            part(root, "Conditions"),
            part(root, "Mappings"),
            names);
    var globals =
        new TemplateSection(
            "Globals.Function", part(part(root, "Globals"), "Function"), intrinsics);
    var resources = new Resources(names, intrinsics);
    resources.all("").forEach(Template::refuseUnknown);
    return new Template(
        resources.read(
            "AWS::Serverless::Function",
            (id, section) -> TemplateFunction.read(id, section, globals)),
        resources.read("AWS::DynamoDB::Table", TemplateTable::read),
        resources.read(
            "AWS::SQS::Queue", (id, section) -> TemplateQueue.read(names.queueName(id), section)),
        resources
            .read("AWS::Serverless::Api", (_, section) -> TemplateAuthorizer.read(section))
            .stream()
            .flatMap(Optional::stream)
            .findFirst());
  }

  long operations() {
    return routes().count();
  }

  Stream<Route> routes() {
    return functions.stream().flatMap(function -> function.routes().stream());
  }

  /** What a function finds in its environment under this name. */
  Optional<String> variable(String function, String name) {
    return functions.stream()
        .filter(candidate -> candidate.name().equals(function))
        .findFirst()
        .map(found -> found.environment().get(name));
  }

  private static void refuseUnknown(TemplateSection resource) {
    if (ACTING.contains(resource.required("Type"))) {
      throw new CannotStart(
          "%s is of type %s, which the local runner does not know."
              .formatted(resource.path(), resource.required("Type")));
    }
  }

  private static Map<?, ?> part(Map<?, ?> whole, String name) {
    return whole.get(name) instanceof Map<?, ?> part ? part : Map.of();
  }

  private static Map<String, String> parameters(Map<?, ?> declared, Map<String, String> given) {
    var values = new LinkedHashMap<String, String>();
    declared.forEach(
        (key, declaration) -> {
          var name = String.valueOf(key);
          var otherwise = declaration instanceof Map<?, ?> map ? map.get("Default") : null;
          values.put(name, parameter(name, given.get(name), otherwise));
        });
    return values;
  }

  private static String parameter(String name, @Nullable String given, @Nullable Object otherwise) {
    if (given == null && otherwise == null) {
      throw new CannotStart("The template's parameter " + name + " has no default.");
    }
    return given == null ? String.valueOf(otherwise) : given;
  }

  private record Resources(LocalNames names, Intrinsics intrinsics) {
    Stream<TemplateSection> all(String type) {
      return names.resources().entrySet().stream()
          .filter(entry -> entry.getValue() instanceof Map<?, ?>)
          .map(
              entry ->
                  new TemplateSection(
                      String.valueOf(entry.getKey()), (Map<?, ?>) entry.getValue(), intrinsics))
          .filter(resource -> type.isEmpty() || resource.required("Type").equals(type))
          .filter(
              resource ->
                  !(resource.members().get("Condition") instanceof String condition)
                      || intrinsics.holds(condition));
    }

    <T> List<T> read(String type, BiFunction<String, TemplateSection, T> reader) {
      return all(type)
          .map(resource -> reader.apply(resource.path(), resource.section("Properties")))
          .toList();
    }
  }
}
