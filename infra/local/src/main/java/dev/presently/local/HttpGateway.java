package dev.presently.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves the template's routes on the loopback address as API Gateway's REST API does. It listens
 * from {@link #open} on and answers from {@link #serve} on.
 */
final class HttpGateway implements AutoCloseable {
  private static final int BODY_LIMIT = 10 * 1024 * 1024;

  static {
    // Without it an answer waits for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private HttpGateway(HttpServer server) {
    this.server = server;
  }

  static HttpGateway open(int port) {
    try {
      return new HttpGateway(HttpServer.create(LoopbackAddress.at(port), 1024));
    } catch (BindException e) {
      throw new CannotStart(
          "Port %d is in use: stop what listens there, or choose another with --port."
              .formatted(port),
          e);
    } catch (IOException e) {
      throw new CannotStart("Cannot listen on port " + port + ": " + e.getMessage(), e);
    }
  }

  URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void serve(
      RouteTable routes, GatewayAuthorizer authorizer, Map<String, LocalFunction> functions) {
    var api = new Api(routes, authorizer, functions);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            send(exchange, api.respond(exchange));
          }
        });
    server.setExecutor(threads);
    server.start();
  }

  private record Api(
      RouteTable routes, GatewayAuthorizer authorizer, Map<String, LocalFunction> functions) {
    APIGatewayProxyResponseEvent respond(HttpExchange exchange) throws IOException {
      var requestId = UUID.randomUUID().toString();
      var body = exchange.getRequestBody().readNBytes(BODY_LIMIT + 1);
      var match = routes.find(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath());
      if (match.isEmpty()) {
        return error(404, "not_found", "no such route", requestId);
      }
      return switch (authorizer.authorize(exchange, match.get(), requestId)) {
        case GatewayAuthorizer.Decision.Denied(var status, var code, var sentence) ->
            error(status, code, sentence, requestId);
        case GatewayAuthorizer.Decision.Allowed(var _) when body.length > BODY_LIMIT ->
            error(413, "body_too_large", "the body is over 10 MB", requestId);
        case GatewayAuthorizer.Decision.Allowed(var context) ->
            call(exchange, match.get(), requestId, body, context);
      };
    }

    private APIGatewayProxyResponseEvent call(
        HttpExchange exchange,
        RouteTable.Match match,
        String requestId,
        byte[] body,
        JsonNode authorizer) {
      try {
        var function = Objects.requireNonNull(functions.get(match.route().function()));
        var event = ProxyEvent.of(exchange, match, requestId, body, authorizer);
        var response =
            JsonMapper.shared()
                .readValue(function.invoke(requestId, event), APIGatewayProxyResponseEvent.class);
        if (response.getStatusCode() != null) {
          return response;
        }
        System.err.println(function.name() + " returned no status code.");
      } catch (FunctionFailed e) {
        // Already printed.
      } catch (JacksonException e) {
        System.err.println(match.route().function() + " returned no proxy response.");
      }
      return error(502, "internal", "the function failed", requestId);
    }
  }

  private static APIGatewayProxyResponseEvent error(
      int status, String code, String sentence, String requestId) {
    return new APIGatewayProxyResponseEvent()
        .withStatusCode(status)
        .withHeaders(Map.of("X-Request-Id", requestId))
        .withBody(
            JsonMapper.shared()
                .createObjectNode()
                .put("error", sentence)
                .put("code", code)
                .put("requestId", requestId)
                .toString());
  }

  private static void send(HttpExchange exchange, APIGatewayProxyResponseEvent response)
      throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    Optional.ofNullable(response.getHeaders()).ifPresent(single -> single.forEach(headers::set));
    Optional.ofNullable(response.getMultiValueHeaders()).ifPresent(headers::putAll);
    var text = Objects.requireNonNullElse(response.getBody(), "");
    var body =
        Boolean.TRUE.equals(response.getIsBase64Encoded())
            ? Base64.getDecoder().decode(text)
            : text.getBytes(StandardCharsets.UTF_8);
    var status = response.getStatusCode();
    var isEmpty = body.length == 0 || status == 204 || status == 304;
    exchange.sendResponseHeaders(status, isEmpty ? -1 : body.length);
    if (!isEmpty) {
      exchange.getResponseBody().write(body);
    }
  }

  /** Answers what it has taken, for at most two seconds, and frees the port. */
  @Override
  public void close() {
    server.stop(2);
    threads.shutdownNow();
  }
}
