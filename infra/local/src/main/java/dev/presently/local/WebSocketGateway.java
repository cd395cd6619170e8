package dev.presently.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.presently.local.inprocess.EmbeddedService;
import dev.presently.local.inprocess.EmbeddedServices;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves the template's WebSocket API as API Gateway does: a function decides about each
 * connection, gets its messages and is told of its end. Functions reach connections by the
 * management API, which answers the AWS SDK's clients of this JVM alone.
 */
final class WebSocketGateway implements EmbeddedService, AutoCloseable {
  /** What became of a request. */
  sealed interface Opening {
    record Upgraded() implements Opening {}

    record NoWebSocket() implements Opening {}

    record Refused(APIGatewayProxyResponseEvent answer) implements Opening {}

    record Failed() implements Opening {}
  }

  private static final String CONNECT = "$connect";
  private static final String DISCONNECT = "$disconnect";
  private static final String DEFAULT = "$default";
  private static final Duration CLOSE_TIME = Duration.ofSeconds(2);
  private static final int GOING_AWAY = 1001;
  private static final Pattern MANAGED = Pattern.compile("/([^/]+)/@connections/([^/]+)");

  private final TemplateWebSocketApi api;
  private final Map<String, LocalFunction> functions;
  private final Map<String, WebSocketConnection> connections = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable Server server;
  private volatile boolean isClosing;

  WebSocketGateway(TemplateWebSocketApi api, Map<String, LocalFunction> functions) {
    this.api = api;
    this.functions = functions;
    EmbeddedServices.add(api.host(), this);
  }

  /** Before this server starts. */
  void serveWith(Server starting) {
    server = starting;
    ServerWebSocketContainer.ensure(starting);
  }

  Opening open(Request request, Response response, Callback callback, String requestId) {
    if (!"websocket".equalsIgnoreCase(request.getHeaders().get("Upgrade"))) {
      return new Opening.NoWebSocket();
    }
    if (isClosing) {
      return new Opening.Failed();
    }
    var connection = new WebSocketConnection(this, GatewayRequest.of(request));
    if (api.functions().containsKey(CONNECT)) {
      try {
        var answer =
            JsonMapper.shared()
                .readValue(
                    invoke(CONNECT, requestId, connection.connected(api, requestId)),
                    APIGatewayProxyResponseEvent.class);
        if (answer.getStatusCode() == null) {
          return new Opening.Failed();
        } else if (answer.getStatusCode() / 100 != 2) {
          return new Opening.Refused(answer);
        }
      } catch (FunctionFailed | JacksonException e) {
        return new Opening.Failed();
      }
    }
    var isUpgraded = false;
    try {
      isUpgraded = upgrade(connection, request, response, callback);
    } finally {
      if (!isUpgraded) {
        disconnected(connection, 1006, "");
      }
    }
    return isUpgraded ? new Opening.Upgraded() : new Opening.NoWebSocket();
  }

  private boolean upgrade(
      WebSocketConnection connection, Request request, Response response, Callback callback) {
    connection.boundSending(request);
    return ServerWebSocketContainer.ensure(Objects.requireNonNull(server))
        .upgrade(
            (_, upgrading, _) -> {
              // API Gateway does not compress.
              upgrading.setExtensions(List.of());
              return connection;
            },
            request,
            response,
            callback);
  }

  /** To be called when messages can be sent. */
  void opened(WebSocketConnection connection) {
    connections.put(connection.id(), connection);
    if (isClosing) {
      connection.close(GOING_AWAY);
    }
  }

  /** Calls the function of a message's route, and returns when it has ended. */
  void received(WebSocketConnection connection, String body, boolean isBase64Encoded) {
    var requestId = UUID.randomUUID().toString();
    var route = isBase64Encoded ? DEFAULT : route(body);
    if (!api.functions().containsKey(route)) {
      connection.send(problem("Forbidden", connection, requestId));
      return;
    }
    try {
      invoke(route, requestId, connection.message(api, route, requestId, body, isBase64Encoded));
    } catch (FunctionFailed e) {
      connection.send(problem("Internal server error", connection, requestId));
    }
  }

  private String route(String body) {
    try {
      var chosen = JsonMapper.shared().readTree(body).path(api.selector()).asString(DEFAULT);
      return api.functions().containsKey(chosen) && !chosen.startsWith("$") ? chosen : DEFAULT;
    } catch (JacksonException e) {
      return DEFAULT;
    }
  }

  /** As API Gateway's own messages to a client. */
  private static String problem(String sentence, WebSocketConnection connection, String requestId) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("message", sentence)
        .put("connectionId", connection.id())
        .put("requestId", requestId)
        .toString();
  }

  void disconnected(WebSocketConnection connection, int code, @Nullable String reason) {
    connections.remove(connection.id());
    if (api.functions().containsKey(DISCONNECT)) {
      threads.execute(
          () -> {
            try {
              var requestId = UUID.randomUUID().toString();
              invoke(DISCONNECT, requestId, connection.disconnected(api, requestId, code, reason));
            } catch (FunctionFailed e) {
              // Already printed; API Gateway does not repeat it either.
            }
          });
    }
  }

  private byte[] invoke(String route, String requestId, JsonNode event) throws FunctionFailed {
    var function = functions.get(Objects.requireNonNull(api.functions().get(route)));
    return Objects.requireNonNull(function).invoke(requestId, event);
  }

  /** Does this after a while, unless the server stops before. */
  Scheduler.Task later(Duration wait, Runnable task) {
    return Objects.requireNonNull(server)
        .getScheduler()
        .schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public Optional<Answer> answer(Call call) {
    var path = URLDecoder.decode(call.path(), StandardCharsets.UTF_8);
    var managed = MANAGED.matcher(path);
    if (!managed.matches() || !managed.group(1).equals(api.stage())) {
      return answer(403, "{\"__type\":\"ForbiddenException\"}");
    }
    var connection = connections.get(managed.group(2));
    if (connection == null) {
      return answer(410, "{\"__type\":\"GoneException\"}");
    }
    return switch (call.operation()) {
      case "POST" -> post(connection, call.body());
      case "GET" -> answer(200, connection.description().toString());
      case "DELETE" -> {
        connections.remove(connection.id());
        connection.close(1000);
        yield answer(204, "");
      }
      default -> answer(403, "{\"__type\":\"ForbiddenException\"}");
    };
  }

  private Optional<Answer> post(WebSocketConnection connection, SdkBytes body) {
    if (body.asByteArrayUnsafe().length > WebSocketConnection.LONGEST_MESSAGE) {
      return answer(413, "{\"__type\":\"PayloadTooLargeException\"}");
    }
    connection.send(body.asUtf8String());
    return answer(200, "");
  }

  private Optional<Answer> answer(int status, String body) {
    return Optional.of(new Answer("@connections", status, SdkBytes.fromUtf8String(body)));
  }

  /** Closes all connections, for at most two seconds, and tells the functions, for as long. */
  @Override
  public void close() {
    isClosing = true;
    var open = List.copyOf(connections.values());
    open.forEach(connection -> connection.close(GOING_AWAY));
    CompletableFuture.allOf(
            open.stream().map(WebSocketConnection::ended).toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, CLOSE_TIME.toMillis(), TimeUnit.MILLISECONDS)
        .join();
    try {
      threads.shutdown();
      threads.awaitTermination(CLOSE_TIME.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    EmbeddedServices.remove(api.host());
  }
}
