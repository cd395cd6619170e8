package dev.presently.e2e.house;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.presently.adapters.settings.Settings;
import dev.presently.api.OperationScope;
import dev.presently.e2e.house.Template.Function;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One operation, one name, five places: contract, template, code, samples and tests. */
class HouseTest {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private final Template template = Template.read();
  private final List<String> complaints = new ArrayList<>();

  @Test
  void noFileNameStandsTwiceInMainCode() {
    var byName =
        House.files(House.ROOT, ".java").stream()
            .filter(file -> file.toString().contains("/src/main/java/"))
            .filter(file -> !file.endsWith("package-info.java"))
            .collect(groupingBy(Path::getFileName));

    assertThat(byName).hasSizeGreaterThan(300);
    assertThat(byName.values()).allSatisfy(files -> assertThat(files).hasSize(1));
  }

  @Test
  void theTemplateAndTheContractHaveTheSameOperations() {
    var documented = documentedRoutes();
    var deployed =
        template.functions().stream()
            .filter(function -> !isPages(function))
            .filter(function -> function.route().isPresent())
            .collect(toMap(Function::name, function -> function.route().orElseThrow()));

    documented.forEach(
        (name, route) -> {
          if (!deployed.containsKey(name)) {
            complain("template.yaml has no %sFunction for %s of docs/openapi.yaml", name, route);
          } else if (!deployed.get(name).equals(route)) {
            complain(
                "%s is %s in docs/openapi.yaml, but %s in template.yaml",
                name, route, deployed.get(name));
          }
        });
    deployed.forEach(
        (name, route) -> {
          if (!documented.containsKey(name)) {
            complain("docs/openapi.yaml has no operation for %sFunction (%s)", name, route);
          }
        });
    assertThat(complaints).isEmpty();
  }

  /** RunCommand does what operations do, for callers who do not wait. */
  @Test
  void theContractNamesTheScopesThatTheOperationsTake() {
    var contract = Yaml.read(House.ROOT.resolve("docs/openapi.yaml"));
    var documented = new TreeMap<String, String>();
    contract
        .at("paths")
        .fields()
        .values()
        .forEach(
            item ->
                item.fields()
                    .forEach(
                        (method, operation) -> {
                          if (METHODS.contains(method)) {
                            documented.put(
                                operation.at("operationId").text(), documentedPermit(operation));
                          }
                        }));
    var taken = new TreeMap<String, String>();
    OperationScope.ALL.forEach(
        (operation, permit) ->
            taken.put(
                operation,
                switch (permit) {
                  case OperationScope.Open() -> "nothing";
                  case OperationScope.ForMaster() -> "the master key";
                  case OperationScope.ForScope(var scope) -> scope.word();
                }));
    assertThat(taken).isEqualTo(documented);
  }

  @Test
  void theContractNamesTheActionsOfClientTokens() {
    var documented = new TreeMap<String, String>();
    Yaml.read(House.ROOT.resolve("docs/openapi.yaml"))
        .at("paths")
        .fields()
        .values()
        .forEach(
            item ->
                item.fields()
                    .forEach(
                        (method, operation) -> {
                          if (METHODS.contains(method)
                              && operation.find("x-client-action").isPresent()) {
                            documented.put(
                                operation.at("operationId").text(),
                                operation.at("x-client-action").text());
                            assertThat(operation.at("security").items()).hasSize(2);
                          }
                        }));
    var taken = new TreeMap<String, String>();
    OperationScope.CLIENT_ACTIONS.forEach(
        (operation, action) -> taken.put(operation, action.word()));
    assertThat(taken).isEqualTo(documented);
  }

  private static String documentedPermit(Yaml operation) {
    var fields = operation.fields();
    if (fields.containsKey("x-scope")) {
      return operation.at("x-scope").text();
    }
    return operation.at("security").items().isEmpty() ? "nothing" : "the master key";
  }

  /** The gateway asks for a key where the operation does, and lets pass where it does not. */
  @Test
  void theOpenRoutesOfTheTemplateAreThoseOfTheContract() {
    var open = new TreeSet<String>();
    for (var function : template.functions()) {
      for (var route : isPages(function) ? List.<Yaml>of() : function.events("Api")) {
        if (route.fields().containsKey("Auth")) {
          open.add(function.name());
        }
      }
    }
    var expected = new TreeSet<String>();
    OperationScope.ALL.forEach(
        (operation, permit) -> {
          if (permit instanceof OperationScope.Open) {
            expected.add(House.className(operation));
          }
        });
    assertThat(open).isEqualTo(expected);
  }

  @Test
  void everyFunctionOfTheApiHasOneRouteQueueOrSchedule() {
    for (var function : template.functions()) {
      int callers =
          Stream.of("Api", "SQS", "Schedule").mapToInt(type -> function.events(type).size()).sum()
              + liveRoutes(function);
      // The authorizer is called by the gateway itself.
      if (function.module().equals("functions/api")
          && !function.name().equals("Authorize")
          && callers != 1) {
        complain("%s has %d events", function.logicalName(), callers);
      }
    }
    assertThat(complaints).isEmpty();
  }

  /** Routes of the WebSocket API. */
  private int liveRoutes(Function function) {
    var route = template.resources("AWS::ApiGatewayV2::Route").get(function.name() + "Route");
    var integration =
        template.resources("AWS::ApiGatewayV2::Integration").get(function.name() + "Integration");
    return route != null
            && route
                .at("Target", "Fn::Sub")
                .text()
                .equals("integrations/${" + function.name() + "Integration}")
            && integration
                .at("IntegrationUri", "Fn::Sub")
                .text()
                .endsWith("/${" + function.logicalName() + ".Arn}:live/invocations")
        ? 1
        : 0;
  }

  @Test
  void everyHandlerIsAClassThatLambdaAndTheRunnerCanMake() {
    for (var function : template.functions()) {
      checkHandler(function);
    }
    assertThat(complaints).isEmpty();
  }

  private void checkHandler(Function function) {
    var handler = function.handler();
    if (!handler.endsWith("." + function.name())) {
      complain("%s is not named like its handler %s", function.logicalName(), handler);
    }
    if (!Files.exists(source(function, "main", handler))) {
      complain("%s of %s has no source in %s", handler, function.logicalName(), function.module());
      return;
    }
    try {
      var type = Class.forName(handler);
      if (!isHandler(type)) {
        complain("%s is no Lambda handler", handler);
      }
      if (!Modifier.isPublic(type.getModifiers())) {
        complain("%s is not public", handler);
      }
      checkConstructor(type);
      checkConstructor(type, Map.class);
    } catch (ClassNotFoundException missing) {
      complain("the class %s of %s does not exist", handler, function.logicalName());
    }
  }

  private static boolean isHandler(Class<?> type) {
    return RequestStreamHandler.class.isAssignableFrom(type)
        || RequestHandler.class.isAssignableFrom(type);
  }

  private void checkConstructor(Class<?> type, Class<?>... parameters) {
    try {
      type.getConstructor(parameters);
    } catch (NoSuchMethodException missing) {
      complain("%s has no public constructor with %s", type.getName(), List.of(parameters));
    }
  }

  @Test
  void everyHandlerClassIsDeployed() throws ClassNotFoundException {
    var deployed = template.functions().stream().map(Function::handler).toList();
    for (var module : modules()) {
      var sources = House.ROOT.resolve(module).resolve("src/main/java");
      for (var file : House.files(sources, ".java")) {
        var name = className(sources.relativize(file));
        if (name.endsWith("-info") || deployed.contains(name)) {
          continue;
        }
        var type = Class.forName(name, false, getClass().getClassLoader());
        if (isHandler(type) && !Modifier.isAbstract(type.getModifiers())) {
          complain("template.yaml has no function for the handler %s", name);
        }
      }
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void everyFunctionHasItsTest() {
    for (var function : template.functions()) {
      if (!Files.exists(source(function, "test", function.handler() + "Test"))) {
        complain("%s has no %sTest", function.module(), function.handler());
      }
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void everyFunctionHasItsSampleEventAndEverySampleItsFunction() {
    var samples = new TreeSet<String>();
    House.files(House.ROOT.resolve("events"), ".json")
        .forEach(file -> samples.add(file.getFileName().toString()));
    for (var function : template.functions()) {
      var sample = House.kebab(function.name()) + ".json";
      if (samples.remove(sample)) {
        checkSample(function, sample);
      } else {
        complain("events/%s for %s is missing", sample, function.logicalName());
      }
    }
    for (var url : template.resources("AWS::Lambda::Url").values()) {
      var sample = House.kebab(url.at("TargetFunctionArn").target().orElseThrow());
      if (!samples.remove(sample.replace("-function", "-url.json"))) {
        complain("events/ has no request to %s", url.path());
      }
    }
    samples.forEach(sample -> complain("events/%s belongs to no function", sample));
    assertThat(complaints).isEmpty();
  }

  private void checkSample(Function function, String sample) {
    var event = Yaml.read(House.ROOT.resolve("events").resolve(sample));
    function
        .route()
        .ifPresent(
            route -> {
              var called = event.at("httpMethod").text() + " " + event.at("resource").text();
              if (!called.equals(route)) {
                complain("events/%s calls %s, but the route is %s", sample, called, route);
              }
            });
  }

  /**
   * RetryDeliveries once wrote to a queue without the client for it; the runner has all of them.
   */
  @Test
  void everyArtifactHasTheClientsOfWhatItsFunctionsAreToldOf() {
    for (var function : template.functions()) {
      var libraries = House.ROOT.resolve(function.properties().at("CodeUri").text()).resolve("lib");
      assumeThat(libraries).as("the artifacts are made by mvn package").isDirectory();
      var clients = new TreeSet<String>();
      function
          .variables()
          .keySet()
          .forEach(
              variable -> {
                if (variable.endsWith("_QUEUE_URL")) {
                  clients.add("sqs-");
                } else if (variable.endsWith("_SECRET")) {
                  clients.add("secretsmanager-");
                } else if (variable.endsWith("_TABLE")) {
                  clients.add("dynamodb-");
                } else if (variable.equals("LIVE_ENDPOINT")) {
                  clients.add("apigatewaymanagementapi-");
                }
              });
      House.files(libraries, ".jar")
          .forEach(jar -> clients.removeIf(jar.getFileName().toString()::startsWith));
      clients.forEach(client -> complain("%s has no %s*.jar", function.logicalName(), client));
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void everyVariableOfTheTemplateIsKnownToSettings() {
    for (var function : template.functions()) {
      for (var variable : function.variables().keySet()) {
        if (!Settings.NAMES.contains(variable)) {
          complain("%s of %s is unknown to Settings", variable, function.logicalName());
        }
      }
    }
    assertThat(complaints).isEmpty();
  }

  /** Method and path by class name. */
  private Map<String, String> documentedRoutes() {
    var routes = new TreeMap<String, String>();
    var contract = Yaml.read(House.ROOT.resolve("docs/openapi.yaml"));
    contract
        .at("paths")
        .fields()
        .forEach(
            (path, item) ->
                item.fields()
                    .forEach(
                        (method, operation) -> {
                          if (METHODS.contains(method)) {
                            routes.put(
                                House.className(operation.at("operationId").text()),
                                method.toUpperCase(Locale.ROOT) + " " + path);
                          }
                        }));
    return routes;
  }

  /** Pages are no operations: they have one function for all their routes. */
  private static boolean isPages(Function function) {
    return function.module().equals("functions/pages");
  }

  private Set<String> modules() {
    var modules = new TreeSet<String>();
    template.functions().forEach(function -> modules.add(function.module()));
    return modules;
  }

  private static Path source(Function function, String set, String className) {
    var file = "src/" + set + "/java/" + className.replace('.', '/') + ".java";
    return House.ROOT.resolve(function.module()).resolve(file);
  }

  private static String className(Path source) {
    return source.toString().replaceAll("\\.java$", "").replace('/', '.');
  }

  private void complain(String sentence, Object... values) {
    complaints.add(sentence.formatted(values));
  }
}
