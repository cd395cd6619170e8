package dev.presently.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A function of the template, with everything that may call it. */
record TemplateFunction(
    String name,
    String handler,
    Duration timeout,
    int memory,
    Map<String, String> environment,
    List<Route> routes,
    List<EventSourceMapping> sources) {

  static TemplateFunction read(String name, TemplateSection properties, TemplateSection globals) {
    for (var unsupported : List.of("InlineCode", "ImageUri", "Layers", "EventInvokeConfig")) {
      if (properties.has(unsupported)) {
        throw new CannotStart(
            "The local runner does not know %s of %s.".formatted(unsupported, name));
      }
    }
    var environment = new LinkedHashMap<>(globals.section("Environment").texts("Variables"));
    environment.putAll(properties.section("Environment").texts("Variables"));
    var routes = new ArrayList<Route>();
    var sources = new ArrayList<EventSourceMapping>();
    var events = properties.section("Events");
    for (var key : events.members().keySet()) {
      var event = events.section(String.valueOf(key)).knowing("Type", "Properties");
      if (event.required("Type").equals("Api")) {
        routes.add(route(name, event.section("Properties")));
      } else {
        sources.add(EventSourceMapping.read(name + "." + key, event));
      }
    }
    return new TemplateFunction(
        name,
        properties.text("Handler").or(() -> globals.text("Handler")).orElseThrow(),
        Duration.ofSeconds(properties.number("Timeout", globals.number("Timeout", 3))),
        properties.number("MemorySize", globals.number("MemorySize", 128)),
        environment,
        List.copyOf(routes),
        List.copyOf(sources));
  }

  private static Route route(String function, TemplateSection api) {
    api.knowing("Path", "Method", "RestApiId", "Auth", "RequestParameters", "RequestModel");
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
