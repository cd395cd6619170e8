package dev.presently.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class HttpGatewayTest {
  private static RunnerFixture fixture;

  @BeforeAll
  static void start() {
    fixture = RunnerFixture.inMemory();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @BeforeEach
  void forget() {
    ScriptedHandler.forget();
  }

  @Test
  void aRequestBecomesAProxyEvent() throws Exception {
    fixture.get("/things/5511%40s/parts/+55%20x?limit=2&tag=a&tag=b%2Bc");

    var event = ScriptedHandler.events("EchoFunction").getFirst();
    assertThat(event.get("resource")).isEqualTo("/things/{thing}/parts/{part}");
    assertThat(event.get("path")).isEqualTo("/things/5511%40s/parts/+55%20x");
    assertThat(event.get("httpMethod")).isEqualTo("GET");
    assertThat(event.get("pathParameters"))
        .isEqualTo(Map.of("thing", "5511%40s", "part", "+55%20x"));
    assertThat(event.get("queryStringParameters")).isEqualTo(Map.of("limit", "2", "tag", "b+c"));
    assertThat(event.get("multiValueQueryStringParameters"))
        .isEqualTo(Map.of("limit", List.of("2"), "tag", List.of("a", "b+c")));
    assertThat(event.get("body")).isNull();
    assertThat(event.get("isBase64Encoded")).isEqualTo(false);
    var context = (Map<?, ?>) event.get("requestContext");
    assertThat(context.get("resourcePath")).isEqualTo("/things/{thing}/parts/{part}");
    assertThat(context.get("requestId")).asString().isNotEmpty();
    assertThat(((Map<?, ?>) context.get("identity")).get("sourceIp")).isEqualTo("127.0.0.1");
  }

  @Test
  void aLiteralPathGoesBeforeAParameter() throws Exception {
    fixture.get("/things/all/parts/all");

    assertThat(ScriptedHandler.events("EchoFunction").getFirst().get("resource"))
        .isEqualTo("/things/all/parts/all");
  }

  @Test
  void aSlashAtTheEndIsTheSameRoute() throws Exception {
    fixture.get("/things/all/parts/all/");

    var event = ScriptedHandler.events("EchoFunction").getFirst();
    assertThat(event.get("resource")).isEqualTo("/things/all/parts/all");
    assertThat(event.get("path")).isEqualTo("/things/all/parts/all/");
  }

  @Test
  void theHandlersAnswerIsTheResponse() throws Exception {
    ScriptedHandler.ANSWERS.put(
        "EchoFunction",
        event ->
            Map.of(
                "statusCode",
                201,
                "headers",
                Map.of("X-One", "1"),
                "multiValueHeaders",
                Map.of("X-Many", List.of("a", "b")),
                "body",
                event.get("body")));

    var response = fixture.post("/things", "{\"a\":\"ü\"}".getBytes(StandardCharsets.UTF_8));

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.body()).isEqualTo("{\"a\":\"ü\"}");
    assertThat(response.headers().firstValue("X-One")).hasValue("1");
    assertThat(response.headers().allValues("X-Many")).containsExactly("a", "b");
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
  }

  @Test
  void anUnknownRouteOrMethodIsNotFound() throws Exception {
    for (var response : List.of(fixture.get("/nothing"), fixture.get("/things"))) {
      assertThat(response.statusCode()).isEqualTo(404);
      Map<?, ?> error = JsonMapper.shared().readValue(response.body(), Map.class);
      assertThat(error.get("code")).isEqualTo("not_found");
      assertThat(response.headers().firstValue("X-Request-Id"))
          .hasValue((String) error.get("requestId"));
    }
  }

  @Test
  void aBrowserIsToldWhatItMaySend() throws Exception {
    var answer = options("/things/5511%40s/parts/a");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().map())
        .containsEntry("access-control-allow-origin", List.of("*"))
        .containsEntry("access-control-allow-methods", List.of("GET,POST,OPTIONS"))
        .containsEntry("access-control-allow-headers", List.of("Authorization"))
        .containsEntry("access-control-max-age", List.of("600"));
    assertThat(ScriptedHandler.events("EchoFunction")).isEmpty();
  }

  @Test
  void aBrowserMayReadWhyARequestFailed() throws Exception {
    for (var answer : List.of(options("/nothing"), fixture.get("/nothing"))) {
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
      assertThat(answer.headers().firstValue("Access-Control-Expose-Headers"))
          .hasValue("Retry-After");
    }
  }

  @Test
  void eachRequestIsALineWithItsRouteInsteadOfItsPath() throws Exception {
    var lines = new LinkedBlockingQueue<String>();
    try (var other =
        new RunnerFixture(RunnerOptions.of(RunnerFixture.TEMPLATE).withRequestLog(lines::add))) {
      other.get("/things/5511/parts/a");
      other.get("/5511");
      options(other, "/things");

      assertThat(lines.poll()).matches("GET /things/\\{thing}/parts/\\{part} 200 \\d+ ms");
      assertThat(lines.poll()).matches("GET \\(no route\\) 404 \\d+ ms");
      assertThat(lines.poll()).matches("OPTIONS \\(preflight\\) 200 \\d+ ms");
    }
  }

  private static HttpResponse<String> options(String path) throws Exception {
    return options(fixture, path);
  }

  private static HttpResponse<String> options(RunnerFixture asked, String path) throws Exception {
    return asked.http.send(
        HttpRequest.newBuilder(URI.create(asked.runner.baseUrl() + path))
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aPathThatIsNoUrlWasAnsweredWithAJavaClassName() throws Exception {
    for (var line :
        List.of("GET /nothing/%zz HTTP/1.1", "GET /% HTTP/1.1", "GET /a b c HTTP/1.1", "HELLO")) {
      var answer = raw(line);
      var body = answer.substring(answer.indexOf("\r\n\r\n") + 4);

      assertThat(answer).startsWith("HTTP/1.1 4").containsIgnoringCase("application/json");
      assertThat(JsonMapper.shared().readTree(body).propertyNames())
          .contains("error", "code", "requestId");
    }
  }

  private static String raw(String requestLine) throws Exception {
    try (var socket = new Socket("127.0.0.1", fixture.runner.baseUrl().getPort())) {
      socket
          .getOutputStream()
          .write((requestLine + "\r\nHost: a\r\nConnection: close\r\n\r\n").getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  void aHandlerThatThrowsIsABadGateway() throws Exception {
    ScriptedHandler.ANSWERS.put(
        "EchoFunction",
        event -> {
          throw new IllegalStateException("secret");
        });

    var response = fixture.post("/things", new byte[] {'x'});

    assertThat(response.statusCode()).isEqualTo(502);
    assertThat(response.body()).contains("\"code\":\"internal\"").doesNotContain("secret");
  }

  @Test
  void aBodyOverTenMegabytesIsRefused() throws Exception {
    assertThat(fixture.post("/things", new byte[10 * 1024 * 1024 + 1]).statusCode()).isEqualTo(413);
    assertThat(fixture.post("/things", new byte[10 * 1024 * 1024]).statusCode()).isEqualTo(200);
  }

  @Test
  void aPortInUseIsOneSentence() {
    var port = URI.create(fixture.runner.baseUrl().toString()).getPort();

    assertThatThrownBy(
            () -> LocalRunner.start(RunnerOptions.of(RunnerFixture.TEMPLATE).withPort(port)))
        .isInstanceOf(CannotStart.class)
        .hasMessage(
            "Port %d is in use: stop what listens there, or choose another with --port.", port);
  }

  @Test
  void theEnvironmentIsTheTemplatesAndTheRunners() {
    var environment = ScriptedHandler.ENVIRONMENTS.get("EchoFunction");

    assertThat(environment)
        .containsEntry("GREETING", "hello")
        .containsEntry("TABLE", "Items")
        .containsEntry("QUEUE", fixture.queueUrl("Lanes.fifo"))
        .containsEntry("SIZE", "small")
        .doesNotContainKey("LARGE")
        .containsEntry(
            "TEXT", "hello from arn:aws:dynamodb:us-east-1:000000000000:table/Items in us-east-1")
        .containsEntry("AWS_ENDPOINT_URL_SQS", fixture.runner.sqsEndpoint().toString())
        .containsEntry("AWS_ENDPOINT_URL_DYNAMODB", fixture.runner.dynamoDbEndpoint().toString())
        .containsEntry("AWS_LAMBDA_FUNCTION_NAME", "EchoFunction")
        .containsEntry("AWS_REGION", "us-east-1");
  }
}
