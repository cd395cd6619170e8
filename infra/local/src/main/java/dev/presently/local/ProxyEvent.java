package dev.presently.local;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** API Gateway's REST proxy event, version 1.0, of one request. */
final class ProxyEvent {
  private static final String STAGE = "local";

  private ProxyEvent() {}

  /**
   * The event of an operation.
   *
   * @param authorizer the authorizer's context, empty where none was called
   */
  static JsonNode of(
      GatewayRequest request,
      RouteTable.Match match,
      String requestId,
      byte[] body,
      JsonNode authorizer) {
    var event = common(request, match, requestId);
    if (!authorizer.isEmpty()) {
      ((ObjectNode) event.path("requestContext")).set("authorizer", authorizer);
    }
    return event
        .put("body", body.length == 0 ? null : new String(body, StandardCharsets.UTF_8))
        .put("isBase64Encoded", false);
  }

  /** The event of an authorizer of type REQUEST. */
  static JsonNode ofAuthorizer(GatewayRequest request, RouteTable.Match match, String requestId) {
    return common(request, match, requestId)
        .put("type", "REQUEST")
        .put("methodArn", methodArn(request));
  }

  /** The ARN by which a policy names the called method. */
  static String methodArn(GatewayRequest request) {
    return LocalNames.arn(
        "execute-api", "local/%s/%s%s".formatted(STAGE, request.method(), request.path()));
  }

  private static ObjectNode common(
      GatewayRequest request, RouteTable.Match match, String requestId) {
    var event =
        JsonMapper.shared()
            .createObjectNode()
            .put("resource", match.route().path())
            .put("path", request.path())
            .put("httpMethod", request.method());
    put(event, "headers", "multiValueHeaders", request.headers());
    put(event, "queryStringParameters", "multiValueQueryStringParameters", query(request.query()));
    event.set("pathParameters", json(match.parameters()));
    event.putNull("stageVariables");
    var now = Instant.now();
    event
        .putObject("requestContext")
        .put("accountId", LocalNames.ACCOUNT)
        .put("apiId", "local")
        .put("domainName", request.header("Host").orElse(null))
        .put("extendedRequestId", UUID.randomUUID().toString())
        .put("httpMethod", request.method())
        .put("path", request.path())
        .put("protocol", request.protocol())
        .put("requestId", requestId)
        .put("requestTime", now.toString())
        .put("requestTimeEpoch", now.toEpochMilli())
        .put("resourceId", "local")
        .put("resourcePath", match.route().path())
        .put("stage", STAGE)
        .putObject("identity")
        .put("sourceIp", request.sourceIp())
        .put("userAgent", request.header("User-Agent").orElse(null));
    return event;
  }

  static void put(ObjectNode event, String single, String multi, Map<String, List<String>> values) {
    var last = new LinkedHashMap<String, String>();
    values.forEach((name, all) -> last.put(name, all.getLast()));
    event.set(single, json(last));
    event.set(multi, json(values));
  }

  /** JSON null for an empty map. */
  private static JsonNode json(Map<String, ?> values) {
    return JsonMapper.shared().valueToTree(values.isEmpty() ? null : values);
  }

  static Map<String, List<String>> query(@Nullable String raw) {
    var values = new LinkedHashMap<String, List<String>>();
    for (var pair : raw == null ? new String[0] : raw.split("&", -1)) {
      var parts = pair.split("=", 2);
      if (!parts[0].isEmpty()) {
        values
            .computeIfAbsent(decoded(parts[0]), _ -> new ArrayList<>())
            .add(parts.length == 1 ? "" : decoded(parts[1]));
      }
    }
    return values;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
