package dev.presently.e2e;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.presently.adapters.json.StrictJson;
import dev.presently.api.ApiHandler;
import dev.presently.local.LocalRunner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A function of the API with its handler, which is called as Lambda calls it, past the gateway. So
 * it can be handed what an HTTP client refuses to send.
 */
record ApiFunction(String name, RequestStreamHandler handler, ObjectNode sample) {
  private static final Pattern HANDLER =
      Pattern.compile("(?m)^ +Handler: (dev\\.presently\\.api\\..*\\.(\\w+))$");

  /** A test calls more often than a sample's key may. */
  private static final String UNHURRIED = "\"rateLimitPerMinute\": \"1000000\"";

  /** Never asked for anything but its id, and by requests without one of their own. */
  private static final Context CONTEXT =
      (Context)
          Proxy.newProxyInstance(
              ApiFunction.class.getClassLoader(),
              new Class<?>[] {Context.class},
              (_, _, _) -> "lambda-1");

  /** All that template.yaml routes to, by the operation's name. */
  static Map<String, ApiFunction> all(LocalRunner runner) {
    Map<String, ApiFunction> functions = new TreeMap<>();
    HANDLER
        .matcher(Repository.text(Repository.TEMPLATE))
        .results()
        .filter(found -> ApiHandler.class.isAssignableFrom(type(found.group(1))))
        .map(found -> of(found.group(1), found.group(2), runner))
        .forEach(function -> functions.put(function.name, function));
    return functions;
  }

  Map<String, String> environment(LocalRunner runner) {
    return environment(runner, Character.toUpperCase(name.charAt(0)) + name.substring(1));
  }

  /** The sample event with another body. */
  ObjectNode sampleWith(String body) {
    return sample.deepCopy().put("body", body);
  }

  /** The sample event, about this webhook where it is about one. */
  ObjectNode sampleAbout(String webhook) {
    ObjectNode event = sample.deepCopy();
    if (sample.path("resource").stringValueOpt().orElse("").startsWith("/api/webhooks/")
        && event.path("pathParameters") instanceof ObjectNode path
        && path.has("id")) {
      path.put("id", webhook);
    }
    return event;
  }

  String answer(JsonNode event) {
    var out = new ByteArrayOutputStream();
    try {
      byte[] json = StrictJson.write(event).getBytes(StandardCharsets.UTF_8);
      handler.handleRequest(new ByteArrayInputStream(json), out, CONTEXT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static ApiFunction of(String type, String className, LocalRunner runner) {
    String kebab = className.replaceAll("(?<!^)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    try {
      var handler =
          (RequestStreamHandler)
              type(type).getConstructor(Map.class).newInstance(environment(runner, className));
      return new ApiFunction(
          Character.toLowerCase(className.charAt(0)) + className.substring(1),
          handler,
          StrictJson.object(
              Repository.text(Repository.EVENTS.resolve(kebab + ".json"))
                  .replace("\"rateLimitPerMinute\": \"600\"", UNHURRIED)));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(type, e);
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(name, e);
    }
  }

  private static Map<String, String> environment(LocalRunner runner, String className) {
    return runner.environment(className + "Function");
  }
}
