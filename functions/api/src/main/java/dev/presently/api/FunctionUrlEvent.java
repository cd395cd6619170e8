package dev.presently.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request to the intake's Lambda Function URL (payload format 2.0). Headers, body and request id
 * have the names that they have in a REST API's event; method, path and path parameters have not.
 */
final class FunctionUrlEvent {
  private static final Pattern INTAKE = Pattern.compile("/api/intake/([^/]+)");

  private FunctionUrlEvent() {}

  /**
   * The event in the form of a REST API's; one of a REST API stays as it is. A Function URL takes
   * any method and path: only those of the route get the path parameter {@code session}.
   */
  static JsonNode asProxyEvent(JsonNode event) {
    if (!event.path("version").stringValue("").equals("2.0")) {
      return event;
    }
    String method = event.path("requestContext").path("http").path("method").stringValue("");
    String path = event.path("rawPath").stringValue("");
    ObjectNode proxy = event.asObject().put("httpMethod", method).put("path", path);
    Matcher route = INTAKE.matcher(path);
    if (method.equals("POST") && route.matches()) {
      proxy.putObject("pathParameters").put("session", route.group(1));
    }
    return proxy;
  }
}
