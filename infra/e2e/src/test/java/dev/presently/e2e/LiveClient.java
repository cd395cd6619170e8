package dev.presently.e2e;

import static dev.presently.e2e.Scene.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.adapters.json.StrictJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** A page's side of a live connection. */
final class LiveClient implements WebSocket.Listener, AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private final StringBuilder parts = new StringBuilder();
  private final WebSocket socket;

  /** With a token or a key, and these headers. */
  LiveClient(Deployment deployment, String token, String... headers) {
    WebSocket.Builder builder = HTTP.newWebSocketBuilder();
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    String authority = deployment.baseUrl().getAuthority();
    socket =
        builder.buildAsync(URI.create("ws://" + authority + "/live?token=" + token), this).join();
  }

  /** The status with which a connection is refused; 101 if it is not. */
  static int refusal(Deployment deployment, String token, String... headers) {
    try (var _ = new LiveClient(deployment, token, headers)) {
      return 101;
    } catch (CompletionException e) {
      return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
    }
  }

  /** JSON with single quotes. */
  LiveClient says(String message) {
    socket.sendText(json(message), true).join();
    return this;
  }

  /** The same in frames of this many characters. */
  LiveClient saysInParts(String message, int size) {
    for (int from = 0; from < message.length(); from += size) {
      int to = Math.min(message.length(), from + size);
      socket.sendText(message.substring(from, to), to == message.length()).join();
    }
    return this;
  }

  /** Watches without a session, as a token does, and returns the snapshot. */
  List<JsonNode> watches(String... chats) {
    says("{'type':'watch','chatIds':['" + String.join("','", chats) + "']}");
    return next("snapshot").path("presences").valueStream().toList();
  }

  /** The next message, which is of this type. */
  JsonNode next(String type) {
    try {
      JsonNode message = messages.poll(Scene.SOON.toSeconds(), TimeUnit.SECONDS);
      assertThat(message).as("the next message").isNotNull();
      assertThat(message.path("type").asString()).as(message.toString()).isEqualTo(type);
      return message;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The presence of the next message. */
  JsonNode nextPresence() {
    return next("presence").path("presence");
  }

  /** Code and field of the next message, an error after which the connection stays. */
  String problem() {
    JsonNode error = next("error");
    assertThat(error.has("closeCode")).as(error.toString()).isFalse();
    assertThat(error.path("error").asString("")).isNotEmpty();
    return error.path("code").asString("") + " " + error.path("field").asString("");
  }

  /** The code of the error after which the connection is closed. */
  int end() throws Exception {
    JsonNode error = next("error");
    closed.get(Scene.SOON.toSeconds(), TimeUnit.SECONDS);
    return error.path("closeCode").asInt();
  }

  /** Everything that was sent before has been answered. */
  void awaitPong() {
    says("{'type':'ping'}").next("pong");
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
    parts.append(data);
    if (isLast) {
      messages.add(StrictJson.object(parts.toString()));
      parts.setLength(0);
    }
    from.request(1);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
    closed.complete(null);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void close() {
    socket.abort();
  }
}
