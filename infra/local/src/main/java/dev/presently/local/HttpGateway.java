package dev.presently.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

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

  void serve(RouteTable routes, GatewayAuthorizer gate, Map<String, LocalFunction> functions) {
    server.createContext("/", exchange -> answer(exchange, routes, gate, functions));
    server.setExecutor(threads);
    server.start();
  }

  private static void answer(
      HttpExchange exchange,
      RouteTable routes,
      GatewayAuthorizer gate,
      Map<String, LocalFunction> functions)
      throws IOException {
    try (exchange) {
      send(exchange, respond(exchange, routes, gate, functions));
    }
  }

  private static ProxyAnswer respond(
      HttpExchange exchange,
      RouteTable routes,
      GatewayAuthorizer gate,
      Map<String, LocalFunction> functions)
      throws IOException {
    var requestId = UUID.randomUUID().toString();
    var body = exchange.getRequestBody().readNBytes(BODY_LIMIT + 1);
    var match = routes.find(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath());
    if (match.isEmpty()) {
      return ProxyAnswer.error(404, "not_found", "no such route", requestId);
    }
    return switch (gate.judge(exchange, match.get(), requestId)) {
      case GatewayAuthorizer.Verdict.Stopped(var status, var code, var sentence) ->
          ProxyAnswer.error(status, code, sentence, requestId);
      case GatewayAuthorizer.Verdict.Passed(var context) ->
          call(exchange, match.get(), functions, requestId, body, context);
    };
  }

  private static ProxyAnswer call(
      HttpExchange exchange,
      RouteTable.Match match,
      Map<String, LocalFunction> functions,
      String requestId,
      byte[] body,
      Map<?, ?> authorizer) {
    if (body.length > BODY_LIMIT) {
      return ProxyAnswer.error(413, "body_too_large", "the body is over 10 MB", requestId);
    }
    var function = functions.get(match.route().function());
    if (function == null) {
      return ProxyAnswer.error(502, "internal", "the function is not loaded", requestId);
    }
    try {
      var event = ProxyEvent.of(exchange, match, requestId, body, authorizer);
      return ProxyAnswer.read(function.invoke(requestId, event));
    } catch (FunctionFailed e) {
      return ProxyAnswer.error(502, "internal", "the function failed", requestId);
    }
  }

  private static void send(HttpExchange exchange, ProxyAnswer answer) throws IOException {
    answer.headers().forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
    var bare = answer.body().length == 0 || answer.status() == 204 || answer.status() == 304;
    exchange.sendResponseHeaders(answer.status(), bare ? -1 : answer.body().length);
    if (!bare) {
      exchange.getResponseBody().write(answer.body());
    }
  }

  /** Answers what it has taken, for at most two seconds, and frees the port. */
  @Override
  public void close() {
    server.stop(2);
    threads.shutdownNow();
  }
}
