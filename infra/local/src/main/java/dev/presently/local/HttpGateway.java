package dev.presently.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves the template's routes at one address of the machine as API Gateway's REST API does. It
 * listens from {@link #open} on and answers from {@link #serve} on.
 */
final class HttpGateway implements AutoCloseable {
  private static final int BODY_LIMIT = 10 * 1024 * 1024;
  private static final int LONGEST_HEADERS = 64 * 1024;

  /** Longer than any function may take. */
  private static final Duration IDLE_TIME = Duration.ofMinutes(2);

  private static final String LIVE = "/live";

  private final Server server;
  private final ServerConnector connector;

  private HttpGateway(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /** Listens at this address of the machine. */
  static HttpGateway open(InetAddress address, int port) {
    var server = new Server(new VirtualThreadPool());
    var http = new HttpConfiguration();
    // Functions get the path as it was sent, and say what is wrong with it.
    http.setUriCompliance(UriCompliance.UNSAFE);
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(LONGEST_HEADERS);
    var connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(address.getHostAddress());
    connector.setPort(port);
    connector.setAcceptQueueSize(1024);
    connector.setIdleTimeout(IDLE_TIME.toMillis());
    server.addConnector(connector);
    server.setErrorHandler(new GatewayErrors());
    server.setStopTimeout(Duration.ofSeconds(2).toMillis());
    try {
      connector.open();
      return new HttpGateway(server, connector);
    } catch (IOException e) {
      throw e.getCause() instanceof BindException || e instanceof BindException
          ? new CannotStart(
              "Port %d is in use: stop what listens there, or choose another with --port."
                  .formatted(port),
              e)
          : new CannotStart("Cannot listen on port " + port + ": " + e.getMessage(), e);
    }
  }

  int port() {
    return connector.getLocalPort();
  }

  /** With the loopback address where it listens at all addresses. */
  URI baseUrl() {
    var address = InetAddress.ofLiteral(connector.getHost());
    var host = (address.isAnyLocalAddress() ? LoopbackAddress.ADDRESS : address).getHostAddress();
    return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port());
  }

  /** Answers requests, and tells the log of each. */
  void serve(
      RouteTable routes,
      GatewayAuthorizer authorizer,
      Map<String, LocalFunction> functions,
      TemplateCors cors,
      Optional<WebSocketGateway> live,
      Consumer<String> log) {
    live.ifPresent(webSockets -> webSockets.serveWith(server));
    server.setHandler(
        new GracefulHandler(
            new Api(routes, authorizer, functions, cors, baseUrl() + "/docs", live, log)));
    try {
      server.start();
    } catch (Exception e) {
      throw new CannotStart("The API does not start: " + e, e);
    }
  }

  private static final class Api extends Handler.Abstract {
    private final RouteTable routes;
    private final GatewayAuthorizer authorizer;
    private final Map<String, LocalFunction> functions;
    private final TemplateCors cors;
    private final String docs;
    private final Optional<WebSocketGateway> live;
    private final Consumer<String> log;

    Api(
        RouteTable routes,
        GatewayAuthorizer authorizer,
        Map<String, LocalFunction> functions,
        TemplateCors cors,
        String docs,
        Optional<WebSocketGateway> live,
        Consumer<String> log) {
      this.routes = routes;
      this.authorizer = authorizer;
      this.functions = functions;
      this.cors = cors;
      this.docs = docs;
      this.live = live;
      this.log = log;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback)
        throws IOException {
      var begun = System.nanoTime();
      if (live.isPresent() && request.getHttpURI().getPath().equals(LIVE)) {
        open(live.get(), request, response, callback);
        log.accept(line("GET", LIVE, response.getStatus(), System.nanoTime() - begun));
        return true;
      }
      var body = Content.Source.asInputStream(request).readNBytes(BODY_LIMIT + 1);
      var asked = GatewayRequest.of(request);
      var match = routes.find(asked.method(), asked.path());
      var answer = respond(asked, match, body);
      log.accept(
          line(
              asked.method(),
              place(match, answer),
              answer.getStatusCode(),
              System.nanoTime() - begun));
      send(response, answer, callback);
      return true;
    }

    /** Upgrades the connection, or answers why not. */
    private void open(
        WebSocketGateway webSockets, Request request, Response response, Callback callback) {
      var requestId = UUID.randomUUID().toString();
      switch (webSockets.open(request, response, callback, requestId)) {
        case WebSocketGateway.Opening.Upgraded() -> {}
        case WebSocketGateway.Opening.NoWebSocket() ->
            send(
                response,
                error(426, "upgrade_required", "this address is for WebSockets", requestId),
                callback);
        case WebSocketGateway.Opening.Refused(var answer) -> send(response, answer, callback);
        case WebSocketGateway.Opening.Failed() ->
            send(response, error(502, "internal", "the function failed", requestId), callback);
      }
    }

    /** Without addresses of contacts: the route stands for the path. */
    private static String place(
        Optional<RouteTable.Match> match, APIGatewayProxyResponseEvent answer) {
      return match
          .map(found -> found.route().path())
          .orElse(answer.getStatusCode() == 200 ? "(preflight)" : "(no route)");
    }

    private static String line(String method, String place, int status, long nanoseconds) {
      return "%s %s %d %d ms"
          .formatted(method, place, status, TimeUnit.NANOSECONDS.toMillis(nanoseconds));
    }

    private APIGatewayProxyResponseEvent respond(
        GatewayRequest request, Optional<RouteTable.Match> match, byte[] body) {
      var requestId = UUID.randomUUID().toString();
      if (match.isEmpty()) {
        return cors.isAllowed()
                && request.method().equals("OPTIONS")
                && routes.hasPath(request.path())
            ? new APIGatewayProxyResponseEvent()
                .withStatusCode(200)
                .withHeaders(cors.preflight())
                .withBody("{}")
            : error(404, "not_found", "no such route", requestId);
      }
      return switch (authorizer.authorize(request, match.get(), requestId)) {
        case GatewayAuthorizer.Decision.Denied(var status, var code, var sentence) ->
            error(status, code, sentence, requestId);
        case GatewayAuthorizer.Decision.Allowed(var _) when body.length > BODY_LIMIT ->
            error(413, "body_too_large", "the body is over 10 MB", requestId);
        case GatewayAuthorizer.Decision.Allowed(var context) ->
            call(request, match.get(), requestId, body, context);
      };
    }

    private APIGatewayProxyResponseEvent call(
        GatewayRequest request,
        RouteTable.Match match,
        String requestId,
        byte[] body,
        JsonNode authorizer) {
      try {
        var function = Objects.requireNonNull(functions.get(match.route().function()));
        var event = ProxyEvent.of(request, match, requestId, body, authorizer);
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

    private APIGatewayProxyResponseEvent error(
        int status, String code, String sentence, String requestId) {
      var headers = new HashMap<>(cors.errors());
      headers.put("X-Request-Id", requestId);
      return new APIGatewayProxyResponseEvent()
          .withStatusCode(status)
          .withHeaders(headers)
          .withBody(GatewayErrors.json(sentence, code, requestId).put("docs", docs).toString());
    }
  }

  private static void send(
      Response response, APIGatewayProxyResponseEvent answer, Callback callback) {
    var headers = response.getHeaders();
    headers.put("Content-Type", "application/json");
    Optional.ofNullable(answer.getHeaders()).ifPresent(single -> single.forEach(headers::put));
    Optional.ofNullable(answer.getMultiValueHeaders())
        .ifPresent(many -> many.forEach((name, values) -> put(headers, name, values)));
    var text = Objects.requireNonNullElse(answer.getBody(), "");
    var body =
        Boolean.TRUE.equals(answer.getIsBase64Encoded())
            ? Base64.getDecoder().decode(text)
            : text.getBytes(StandardCharsets.UTF_8);
    response.setStatus(answer.getStatusCode());
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  /** A field for each value; Jetty would join them. */
  private static void put(HttpFields.Mutable headers, String name, List<String> values) {
    headers.remove(name);
    values.forEach(value -> headers.add(name, value));
  }

  /** Answers what it has taken, for at most two seconds, and frees the port. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the API does not stop", e);
    } finally {
      connector.close();
    }
  }
}
