package dev.presently.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.presently.local.inprocess.InProcessHttpService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PayloadTooLargeException;

class WebSocketGatewayTest {
  private static final String CONNECTIONS = "ConnectionFunction";
  private static final String MESSAGES = "MessageFunction";

  private static RunnerFixture fixture;
  private static ApiGatewayManagementApiClient management;

  @BeforeAll
  static void start() {
    fixture = RunnerFixture.inMemory();
    management = management(fixture);
  }

  private static ApiGatewayManagementApiClient management(RunnerFixture managed) {
    return ApiGatewayManagementApiClient.builder()
        .endpointOverride(URI.create(managed.runner.environment(MESSAGES).get("LIVE_ENDPOINT")))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("Caller", "secret")))
        .httpClientBuilder(new InProcessHttpService().createHttpClientBuilder())
        .build();
  }

  @AfterAll
  static void stop() {
    management.close();
    fixture.close();
  }

  @BeforeEach
  void forget() {
    ScriptedHandler.forget();
  }

  @Test
  void aFunctionDecidesAboutAConnection() throws Exception {
    try (var client =
        Client.connect(fixture, "?token=a%20b", Map.of("Origin", "https://a.example"))) {
      var event = of(CONNECTIONS, "CONNECT").getFirst();

      assertThat(event.get("queryStringParameters")).isEqualTo(Map.of("token", "a b"));
      assertThat((Map<?, ?>) event.get("headers"))
          .extracting("Origin")
          .isEqualTo("https://a.example");
      assertThat(context(event))
          .containsEntry("routeKey", "$connect")
          .containsEntry("eventType", "CONNECT")
          .containsEntry("stage", "v1")
          .containsEntry("domainName", "127.0.0.1:" + fixture.runner.baseUrl().getPort())
          .containsKeys("requestId", "connectionId", "connectedAt", "apiId", "identity");
      assertThat(client.isOpen()).isTrue();
    }
    ScriptedHandler.ANSWERS.put(CONNECTIONS, event -> Map.of("statusCode", 403));
    assertThat(refusal("")).isEqualTo(403);
    ScriptedHandler.ANSWERS.put(
        CONNECTIONS,
        event -> {
          throw new IllegalStateException("secret");
        });
    assertThat(refusal("")).isEqualTo(502);
  }

  @Test
  void aRequestThatIsNoWebSocketIsToldSo() throws Exception {
    assertThat(fixture.get("/live").statusCode()).isEqualTo(426);
    assertThat(of(CONNECTIONS, "CONNECT")).isEmpty();
  }

  @Test
  void aMessageGoesToItsRoutesFunction() throws Exception {
    try (var client = Client.connect(fixture)) {
      client.send("{\"type\":\"ping\"}");
      await().until(() -> of(CONNECTIONS, "MESSAGE").size() == 1);
      var known = of(CONNECTIONS, "MESSAGE").getFirst();
      assertThat(known.get("body")).isEqualTo("{\"type\":\"ping\"}");
      assertThat(context(known)).containsEntry("routeKey", "ping").containsKey("messageId");

      var others = List.of("{\"type\":\"$connect\"}", "{\"type\":7}", "[]", "no JSON", "");
      others.forEach(client::send);
      client.socket.sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();
      await().until(() -> ScriptedHandler.events(MESSAGES).size() == 6);
      assertThat(ScriptedHandler.events(MESSAGES).subList(0, 5))
          .extracting(event -> event.get("body"))
          .isEqualTo(others);
      assertThat(ScriptedHandler.events(MESSAGES))
          .allSatisfy(
              event ->
                  assertThat(context(event))
                      .containsEntry("routeKey", "$default")
                      .containsEntry("eventType", "MESSAGE"));
      var binary = ScriptedHandler.events(MESSAGES).getLast();
      assertThat(binary.get("body")).isEqualTo("AQ==");
      assertThat(binary.get("isBase64Encoded")).isEqualTo(true);
    }
  }

  @Test
  void aFunctionThatFailsIsAMessageAndTheConnectionStays() throws Exception {
    try (var client = Client.connect(fixture)) {
      ScriptedHandler.ANSWERS.put(
          MESSAGES,
          event -> {
            throw new IllegalStateException("secret");
          });
      client.send("{}");
      assertThat(client.next()).contains("Internal server error").doesNotContain("secret");
      assertThat(client.isOpen()).isTrue();
    }
  }

  @Test
  void theManagementApiSendsDescribesAndCloses() throws Exception {
    try (var client = Client.connect(fixture)) {
      var id = lastId();
      await().until(() -> isConnected(id));
      management.postToConnection(post -> post.connectionId(id).data(SdkBytes.fromUtf8String("1")));
      var long128 = "ü€😀".repeat(14_563).substring(0, 58_000);
      management.postToConnection(
          post -> post.connectionId(id).data(SdkBytes.fromUtf8String(long128)));

      assertThat(client.next()).isEqualTo("1");
      assertThat(client.next()).isEqualTo(long128);
      var description = management.getConnection(get -> get.connectionId(id));
      assertThat(description.identity().sourceIp()).isEqualTo("127.0.0.1");
      assertThat(description.connectedAt()).isNotNull();
      assertThatThrownBy(
              () ->
                  management.postToConnection(
                      post ->
                          post.connectionId(id)
                              .data(SdkBytes.fromByteArray(new byte[128 * 1024 + 1]))))
          .isInstanceOf(PayloadTooLargeException.class);

      management.postToConnection(
          post -> post.connectionId(id).data(SdkBytes.fromUtf8String("last")));
      management.deleteConnection(delete -> delete.connectionId(id));
      assertThat(client.next()).isEqualTo("last");
      assertThat(client.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1000);
      assertThatThrownBy(() -> management.getConnection(get -> get.connectionId(id)))
          .isInstanceOf(GoneException.class);
    }
  }

  @Test
  void theEndOfAConnectionIsToldAndItIsGone() throws Exception {
    var client = Client.connect(fixture);
    var id = lastId();
    client.socket.sendClose(4000, "enough").join();

    await().until(() -> !ends(id).isEmpty());
    assertThat(ends(id).getFirst())
        .containsEntry("routeKey", "$disconnect")
        .containsEntry("disconnectStatusCode", 4000)
        .containsEntry("disconnectReason", "enough");
    assertThatThrownBy(
            () ->
                management.postToConnection(
                    post -> post.connectionId(id).data(SdkBytes.fromUtf8String("late"))))
        .isInstanceOf(GoneException.class);
  }

  @Test
  void aMessageOrFrameAboveTheLimitEndsTheConnection() throws Exception {
    try (var client = Client.connect(fixture)) {
      for (var part = 0; part < 4; part++) {
        client.socket.sendText("x".repeat(32 * 1024), part == 3).join();
      }
      await().until(() -> ScriptedHandler.events(MESSAGES).size() == 1);
      assertThat(client.isOpen()).isTrue();
    }
    try (var raw = rawConnection(64 * 1024)) {
      // The begin of a masked text frame of 32 KB and a byte.
      raw.getOutputStream()
          .write(
              new byte[] {
                (byte) 0x81, (byte) 0xff, 0, 0, 0, 0, 0, 0, (byte) 0x80, 1, 0, 0, 0, 0, 0
              });
      var answer = raw.getInputStream().readAllBytes();
      assertThat(new String(answer, StandardCharsets.ISO_8859_1)).contains("\u0003\u00f1");
    }
    try (var client = Client.connect(fixture)) {
      for (var part = 0; part < 5; part++) {
        client.socket.sendText("x".repeat(32 * 1024), part == 4);
      }
      assertThat(client.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1009);
    }
  }

  @Test
  void aClientThatDoesNotReadIsCutOffAndDelaysNobody() throws Exception {
    try (var client = Client.connect(fixture)) {
      var id = lastId();
      await().until(() -> isConnected(id));
      var deaf = rawConnection(4096);
      await().until(() -> of(CONNECTIONS, "CONNECT").size() == 2);
      var deafId = lastId();
      await().until(() -> isConnected(deafId));
      var large = SdkBytes.fromUtf8String("x".repeat(10_000));

      var begun = System.nanoTime();
      var sent = 0;
      while (isConnected(deafId) && sent < 1000) {
        management.postToConnection(post -> post.connectionId(deafId).data(large));
        sent++;
      }
      management.postToConnection(
          post -> post.connectionId(id).data(SdkBytes.fromUtf8String("others")));

      assertThat(sent).isLessThan(400);
      assertThat(client.next()).isEqualTo("others");
      assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(5));
      deaf.close();
    }
  }

  private static Socket rawConnection(int receiveBuffer) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(receiveBuffer);
    socket.setSoTimeout(5_000);
    var url = fixture.runner.baseUrl();
    socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
    socket
        .getOutputStream()
        .write(
            """
            GET /live HTTP/1.1
            Host: a
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==

            """
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  private static boolean isConnected(String id) {
    try {
      return management.getConnection(get -> get.connectionId(id)).connectedAt() != null;
    } catch (GoneException e) {
      return false;
    }
  }

  @Test
  void aRunnerThatStopsClosesItsConnectionsAndTellsTheFunctions() throws Exception {
    var other = RunnerFixture.inMemory();
    try (var client = Client.connect(other)) {
      var id = lastId();
      var begun = System.nanoTime();
      other.close();

      assertThat(client.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1001);
      assertThat(ends(id)).hasSize(1);
      assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(5));
    }
  }

  @Test
  void aTemplateMayHaveNoWebSocketApi() throws Exception {
    try (var other =
        new RunnerFixture(
            RunnerOptions.of(RunnerFixture.TEMPLATE).withParameter("Live", "Disabled"))) {
      assertThat(other.get("/live").statusCode()).isEqualTo(404);
    }
  }

  private static int refusal(String query) {
    try {
      Client.connect(fixture, query, Map.of()).close();
      return 101;
    } catch (ExecutionException e) {
      return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String lastId() {
    return (String) context(of(CONNECTIONS, "CONNECT").getLast()).get("connectionId");
  }

  private static List<Map<?, ?>> of(String function, String type) {
    return ScriptedHandler.events(function).stream()
        .filter(event -> type.equals(context(event).get("eventType")))
        .toList();
  }

  /** Of this connection. */
  private static List<Map<String, Object>> ends(String id) {
    return of(CONNECTIONS, "DISCONNECT").stream()
        .map(WebSocketGatewayTest::context)
        .filter(context -> id.equals(context.get("connectionId")))
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> context(Map<?, ?> event) {
    return (Map<String, Object>) event.get("requestContext");
  }

  /** A page's side of a connection. */
  private static final class Client implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder parts = new StringBuilder();
    WebSocket socket;

    static Client connect(RunnerFixture runner) throws Exception {
      return connect(runner, "", Map.of());
    }

    static Client connect(RunnerFixture runner, String query, Map<String, String> headers)
        throws Exception {
      var client = new Client();
      var builder = HTTP.newWebSocketBuilder();
      headers.forEach(builder::header);
      var url = runner.runner.baseUrl().toString().replace("http:", "ws:") + "/live" + query;
      client.socket = builder.buildAsync(URI.create(url), client).get(5, TimeUnit.SECONDS);
      return client;
    }

    void send(String text) {
      socket.sendText(text, true).join();
    }

    String next() throws InterruptedException {
      return messages.poll(5, TimeUnit.SECONDS);
    }

    boolean isOpen() {
      return !closed.isDone();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
      parts.append(data);
      if (isLast) {
        messages.add(parts.toString());
        parts.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
      closed.complete(statusCode);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      closed.completeExceptionally(error);
    }

    @Override
    public void close() {
      socket.abort();
    }
  }
}
