package dev.presently.local;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One connection with API Gateway's limits. Its messages are handled one after another; what it is
 * sent waits in a queue, and it is cut off when it reads too slowly for that. Public for Jetty
 * alone.
 */
public final class WebSocketConnection implements Session.Listener.AutoDemanding {
  /** In bytes. */
  static final int LONGEST_MESSAGE = 128 * 1024;

  /** In bytes. */
  private static final int LONGEST_FRAME = 32 * 1024;

  /** Characters that are surely no more bytes than a frame holds. */
  private static final int FRAME_TEXT = LONGEST_FRAME / 3;

  private static final int MOST_WAITING_FRAMES = 128;

  /** Bytes that the system takes before frames wait; by default it takes several megabytes. */
  private static final int SEND_BUFFER = 64 * 1024;

  private static final Duration IDLE_TIME = Duration.ofMinutes(10);
  private static final Duration LONGEST_TIME = Duration.ofHours(2);

  /** How long a client may take to answer that the connection is closed. */
  private static final Duration CLOSE_TIME = Duration.ofSeconds(1);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final WebSocketGateway gateway;
  private final GatewayRequest request;
  private final String id = newId();
  private final Instant connectedAt = Instant.now();
  private volatile Instant lastActiveAt = connectedAt;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile @Nullable Session session;

  WebSocketConnection(WebSocketGateway gateway, GatewayRequest request) {
    this.gateway = gateway;
    this.request = request;
  }

  /** With a character that a path must percent-encode, as API Gateway's. */
  private static String newId() {
    var bytes = new byte[11];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  String id() {
    return id;
  }

  void boundSending(Request upgrading) {
    var endPoint = upgrading.getConnectionMetaData().getConnection().getEndPoint();
    if (endPoint.getTransport() instanceof SocketChannel channel) {
      try {
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
      } catch (IOException e) {
        // It is closed, which the upgrade notices.
      }
    }
  }

  @Override
  public void onWebSocketOpen(Session opened) {
    opened.setAutoFragment(false);
    opened.setMaxFrameSize(LONGEST_FRAME);
    opened.setMaxTextMessageSize(LONGEST_MESSAGE);
    opened.setMaxBinaryMessageSize(LONGEST_MESSAGE);
    opened.setMaxOutgoingFrames(MOST_WAITING_FRAMES);
    opened.setIdleTimeout(IDLE_TIME);
    session = opened;
    var end = gateway.later(LONGEST_TIME, () -> close(1001));
    var _ = ended.whenComplete((_, _) -> end.cancel());
    gateway.opened(this);
  }

  @Override
  public void onWebSocketText(String message) {
    lastActiveAt = Instant.now();
    gateway.received(this, message, false);
  }

  @Override
  public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
    lastActiveAt = Instant.now();
    var bytes = new byte[payload.remaining()];
    payload.get(bytes);
    callback.succeed();
    gateway.received(this, Base64.getEncoder().encodeToString(bytes), true);
  }

  /** Jetty has told the client why it closes the connection. */
  @Override
  public void onWebSocketError(Throwable cause) {
    endSoon();
  }

  @Override
  public void onWebSocketClose(int statusCode, String reason, Callback callback) {
    callback.succeed();
    gateway.disconnected(this, statusCode, reason);
    ended.complete(null);
  }

  /** Returns at once. A client whose queue is full is cut off; its page connects again. */
  synchronized void send(String text) {
    var open = Objects.requireNonNull(session);
    var sent = Callback.from(() -> {}, _ -> open.disconnect());
    if (text.length() <= FRAME_TEXT) {
      open.sendText(text, sent);
      return;
    }
    for (var from = 0; from < text.length(); ) {
      var to = Math.min(text.length(), from + FRAME_TEXT);
      if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
        to--;
      }
      open.sendPartialText(text.substring(from, to), to == text.length(), sent);
      from = to;
    }
  }

  /** After what was sent before. */
  void close(int code) {
    Objects.requireNonNull(session).close(code, "", Callback.NOOP);
    endSoon();
  }

  /** Completes when the connection has ended. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  /** Whether or not the client answers. */
  private void endSoon() {
    var disconnecting =
        gateway.later(CLOSE_TIME, () -> Objects.requireNonNull(session).disconnect());
    var _ = ended.whenComplete((_, _) -> disconnecting.cancel());
  }

  JsonNode description() {
    var description =
        JsonMapper.shared()
            .createObjectNode()
            .put("connectedAt", connectedAt.toString())
            .put("lastActiveAt", lastActiveAt.toString());
    identity(description);
    return description;
  }

  JsonNode connected(TemplateWebSocketApi api, String requestId) {
    var event = event(api, "$connect", "CONNECT", requestId);
    ProxyEvent.put(event, "headers", "multiValueHeaders", request.headers());
    ProxyEvent.put(
        event,
        "queryStringParameters",
        "multiValueQueryStringParameters",
        ProxyEvent.query(request.query()));
    return event;
  }

  JsonNode message(
      TemplateWebSocketApi api,
      String route,
      String requestId,
      String body,
      boolean isBase64Encoded) {
    var event = event(api, route, "MESSAGE", requestId);
    context(event).put("messageId", UUID.randomUUID().toString());
    return event.put("body", body).put("isBase64Encoded", isBase64Encoded);
  }

  JsonNode disconnected(
      TemplateWebSocketApi api, String requestId, int code, @Nullable String reason) {
    var event = event(api, "$disconnect", "DISCONNECT", requestId);
    context(event)
        .put("disconnectStatusCode", code)
        .put("disconnectReason", reason == null ? "" : reason);
    var host = request.headers().getOrDefault("Host", List.of(""));
    ProxyEvent.put(event, "headers", "multiValueHeaders", Map.of("Host", host));
    return event;
  }

  private ObjectNode event(TemplateWebSocketApi api, String route, String type, String requestId) {
    var event = JsonMapper.shared().createObjectNode();
    var now = Instant.now();
    identity(
        event
            .putObject("requestContext")
            .put("routeKey", route)
            .put("eventType", type)
            .put("messageDirection", "IN")
            .put("extendedRequestId", UUID.randomUUID().toString())
            .put("requestId", requestId)
            .put("requestTime", now.toString())
            .put("requestTimeEpoch", now.toEpochMilli())
            .put("connectedAt", connectedAt.toEpochMilli())
            .put("connectionId", id)
            .put("domainName", request.header("Host").orElse(null))
            .put("apiId", api.id())
            .put("stage", api.stage()));
    return event.put("isBase64Encoded", false);
  }

  private static ObjectNode context(ObjectNode event) {
    return (ObjectNode) event.path("requestContext");
  }

  private void identity(ObjectNode owner) {
    owner
        .putObject("identity")
        .put("sourceIp", request.sourceIp())
        .put("userAgent", request.header("User-Agent").orElse(null));
  }
}
