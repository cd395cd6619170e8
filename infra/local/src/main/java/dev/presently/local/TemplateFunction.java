package dev.presently.local;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A function of the template with its routes and event sources. */
record TemplateFunction(
    String name,
    String handler,
    Duration timeout,
    int memory,
    Map<String, String> environment,
    List<Route> routes,
    List<EventSourceMapping> sources) {

  static TemplateFunction read(TemplateSection function, TemplateSection globals) {
    var name = function.path();
    var properties = function.section("Properties");
    Stream.of("InlineCode", "ImageUri", "Layers", "EventInvokeConfig")
        .filter(properties::has)
        .findFirst()
        .ifPresent(
            unsupported -> {
              throw new CannotStart(
                  "The local runner does not know %s of %s.".formatted(unsupported, name));
            });
    var environment = new LinkedHashMap<String, String>();
    for (var level : List.of(globals, properties)) {
      environment.putAll(level.section("Environment").section("Variables").textsByName());
    }
    Predicate<TemplateSection> isRoute = event -> event.required("Type").equals("Api");
    return new TemplateFunction(
        name,
        properties.required("Handler"),
        Duration.ofSeconds(properties.number("Timeout", globals.number("Timeout", 3))),
        properties.number("MemorySize", globals.number("MemorySize", 128)),
        environment,
        properties.section("Events").sections().filter(isRoute).map(e -> route(name, e)).toList(),
        properties
            .section("Events")
            .sections()
            .filter(isRoute.negate())
            .filter(EventSourceMapping::isEnabled)
            .map(event -> EventSourceMapping.read(name + "." + event.name(), event))
            .toList());
  }

  private static Route route(String function, TemplateSection event) {
    var api = event.section("Properties").knowing("Path", "Method", "RestApiId", "Auth");
    var authorizer = api.section("Auth").knowing("Authorizer").text("Authorizer");
    if (authorizer.filter(name -> !name.equals("NONE")).isPresent()) {
      throw api.wrong("Auth", "NONE or no authorizer of its own");
    }
    return new Route(
        api.required("Method").toUpperCase(Locale.ROOT),
        api.required("Path"),
        function,
        authorizer.isPresent());
  }
}
