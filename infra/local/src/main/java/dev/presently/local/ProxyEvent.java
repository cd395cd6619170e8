package dev.presently.local;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** API Gateway's REST proxy event, version 1.0, of one request. */
final class ProxyEvent {
  private static final String STAGE = "local";

  private ProxyEvent() {}

  /** What an operation gets; its authorizer's context is empty where none was asked. */
  static byte[] of(
      HttpExchange exchange,
      RouteTable.Match match,
      String requestId,
      byte[] body,
      Map<?, ?> authorizer) {
    var event = request(exchange, match, requestId, authorizer);
    event.put("body", body.length == 0 ? null : new String(body, StandardCharsets.UTF_8));
    event.put("isBase64Encoded", false);
    return Json.write(event);
  }

  /** What an authorizer of type REQUEST gets. */
  static byte[] ofAuthorizer(HttpExchange exchange, RouteTable.Match match, String requestId) {
    var event = request(exchange, match, requestId, Map.of());
    event.put("type", "REQUEST");
    event.put("methodArn", methodArn(exchange));
    return Json.write(event);
  }

  /** By which a policy names what is called. */
  static String methodArn(HttpExchange exchange) {
    return "arn:aws:execute-api:%s:%s:local/%s/%s%s"
        .formatted(
            LocalNames.REGION,
            LocalNames.ACCOUNT,
            STAGE,
            exchange.getRequestMethod(),
            exchange.getRequestURI().getRawPath());
  }

  private static Map<String, @Nullable Object> request(
      HttpExchange exchange, RouteTable.Match match, String requestId, Map<?, ?> authorizer) {
    var path = exchange.getRequestURI().getRawPath();
    var event = new LinkedHashMap<String, @Nullable Object>();
    event.put("resource", match.route().path());
    event.put("path", path);
    event.put("httpMethod", exchange.getRequestMethod());
    put(event, "headers", "multiValueHeaders", exchange.getRequestHeaders());
    put(
        event,
        "queryStringParameters",
        "multiValueQueryStringParameters",
        query(exchange.getRequestURI().getRawQuery()));
    event.put("pathParameters", match.parameters().isEmpty() ? null : match.parameters());
    event.put("stageVariables", null);
    var context = context(exchange, match, requestId, path);
    if (!authorizer.isEmpty()) {
      context.put("authorizer", authorizer);
    }
    event.put("requestContext", context);
    return event;
  }

  private static void put(
      Map<String, @Nullable Object> event,
      String single,
      String multi,
      Map<String, List<String>> values) {
    var last = new LinkedHashMap<String, String>();
    values.forEach((name, all) -> last.put(name, all.getLast()));
    event.put(single, values.isEmpty() ? null : last);
    event.put(multi, values.isEmpty() ? null : values);
  }

  private static Map<String, List<String>> query(@Nullable String raw) {
    var values = new LinkedHashMap<String, List<String>>();
    for (var pair : raw == null ? new String[0] : raw.split("&", -1)) {
      var equals = pair.indexOf('=');
      var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      if (!name.isEmpty()) {
        values
            .computeIfAbsent(name, first -> new ArrayList<>())
            .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
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

  private static Map<String, @Nullable Object> context(
      HttpExchange exchange, RouteTable.Match match, String requestId, String path) {
    var now = Instant.now();
    var agent = exchange.getRequestHeaders().getFirst("User-Agent");
    var identity = new LinkedHashMap<String, @Nullable Object>();
    identity.put("sourceIp", exchange.getRemoteAddress().getAddress().getHostAddress());
    identity.put("userAgent", agent);
    var context = new LinkedHashMap<String, @Nullable Object>();
    context.put("accountId", LocalNames.ACCOUNT);
    context.put("apiId", "local");
    context.put("domainName", exchange.getRequestHeaders().getFirst("Host"));
    context.put("extendedRequestId", UUID.randomUUID().toString());
    context.put("httpMethod", exchange.getRequestMethod());
    context.put("identity", identity);
    context.put("path", path);
    context.put("protocol", exchange.getProtocol());
    context.put("requestId", requestId);
    context.put("requestTime", now.toString());
    context.put("requestTimeEpoch", now.toEpochMilli());
    context.put("resourceId", "local");
    context.put("resourcePath", match.route().path());
    context.put("stage", STAGE);
    return context;
  }
}
