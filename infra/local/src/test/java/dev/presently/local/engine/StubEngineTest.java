package dev.presently.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.presently.core.delivery.FakeReceiver;
import dev.presently.core.delivery.Received;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StubEngineTest {
  private static final List<String> ENGINES =
      List.of("waha", "wuzapi", "titan", "evolution", "evolution-go", "gowa", "wppconnect");
  private static final String KEY = "user:the-engines-key";
  private static final String SECRET = "a-secret-of-at-least-32-characters";
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String CONTACT = "5511999990002";

  /** Commands that only a connected session takes. */
  private static final Set<String> NEEDS_CONNECTION =
      Set.of("setPresence", "subscribePresence", "sendTyping", "sendRecording", "sendPaused");

  private static final Set<String> PLAYED =
      Set.of(
          "setPresence",
          "subscribePresence",
          "sendTyping",
          "sendRecording",
          "sendPaused",
          "readStatus",
          "stopSession",
          "startSession");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final HttpClient client = HttpClient.newHttpClient();

  private StubEngine start(StubOptions options) throws IOException {
    return StubEngine.start(options, new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  private static StubOptions options(String engine) {
    return StubOptions.of(engine).withSession("till").withKey(KEY);
  }

  private static StubEngine connected(StubEngine stub) {
    stub.start();
    await().atMost(SOON).until(() -> stub.state() == ConnectionState.CONNECTED);
    return stub;
  }

  @ParameterizedTest
  @FieldSource("ENGINES")
  void everyCommandSucceedsOnceConnected(String engine) throws Exception {
    try (var stub = connected(start(options(engine)))) {
      for (var command : commands(engine)) {
        var answer = send(stub, engine, command, KEY);
        var expected =
            answers(command)
                .filter(one -> one.path("status").intValue() == answer.statusCode())
                .toList();
        assertThat(expected).as("%s answers %d", name(command), answer.statusCode()).isNotEmpty();
        if (!name(command).equals("startSession")) {
          assertThat(answer.statusCode()).as(name(command) + answer.body()).isBetween(200, 299);
        }
      }
    }
  }

  @ParameterizedTest
  @FieldSource("ENGINES")
  void whatNeedsAConnectionIsRefusedWithoutOne(String engine) throws Exception {
    for (var command : commands(engine)) {
      // evolution-go stores the setting for the next connection.
      if (NEEDS_CONNECTION.contains(name(command)) && !request(command).contains("settings")) {
        // A stub for each: evolution-go's connects at a command.
        try (var stub = start(options(engine))) {
          var answer = send(stub, engine, command, KEY);
          assertThat(answer.statusCode()).as(name(command)).isGreaterThanOrEqualTo(400);
          if (!engine.equals("titan")) {
            assertThat(answers(command).map(one -> one.path("status").intValue()))
                .as(name(command))
                .contains(answer.statusCode());
          }
        }
      }
    }
  }

  @ParameterizedTest
  @FieldSource("ENGINES")
  void aWrongKeyIsRefused(String engine) throws Exception {
    try (var stub = connected(start(options(engine)))) {
      for (var command : commands(engine)) {
        assertThat(send(stub, engine, command, "user:wrong").statusCode())
            .as(name(command))
            .isEqualTo(401);
      }
      assertThat(stub.subscribed()).isEmpty();
    }
  }

  @ParameterizedTest
  @FieldSource("ENGINES")
  void theConnectionIsToldByWebhooks(String engine) throws Exception {
    try (var receiver = FakeReceiver.start();
        var stub = start(options(engine).withPaired(false).withHook(receiver.url(), SECRET))) {
      connected(stub);
      stub.drop();
      await().atMost(SOON).until(() -> stub.state() == ConnectionState.CONNECTED);
      if (engine.equals("gowa")) {
        assertThat(receiver.received()).isEmpty();
      } else {
        var received = receiver.await(3, SOON);
        assertThat(received).allSatisfy(one -> assertProof(engine, one));
      }
    }
  }

  @ParameterizedTest
  @FieldSource("ENGINES")
  void typingOfAContactIsTold(String engine) throws Exception {
    try (var receiver = FakeReceiver.start();
        var stub = start(options(engine).withHook(receiver.url(), SECRET))) {
      connected(stub);
      for (var command : commands(engine)) {
        // Most engines hear nothing before the account is available.
        if (Set.of("setPresence", "sendTyping").contains(name(command))) {
          send(stub, engine, command, KEY);
        }
      }
      stub.contact("551188887777", ContactAct.TYPING);
      var typing =
          receiver
              .await(all -> all.stream().anyMatch(one -> one.body().contains("551188887777")), SOON)
              .getLast();
      assertThat(typing.body()).containsAnyOf("composing", "typing");
      assertProof(engine, typing);
      await().atMost(SOON).until(() -> printed().contains("…7777 typing  200"));
    }
    assertThat(printed()).doesNotContain("551188887777", KEY, SECRET);
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aSubscribedContactComesOnlineTypesPausesAndLeaves() throws Exception {
    var pace = new Pace(Duration.ofMillis(10), Duration.ofMillis(10), Duration.ofMillis(10));
    try (var receiver = FakeReceiver.start();
        var stub =
            start(
                options("waha").withQuiet(false).withPace(pace).withHook(receiver.url(), SECRET))) {
      connected(stub);
      var before = receiver.await(2, SOON).size();
      post(stub, "/api/till/presence/" + CONTACT + "%40c.us/subscribe", "");
      assertThat(receiver.await(before + 4, SOON).stream().skip(before))
          .extracting(one -> one.text("lastKnownPresence"))
          .containsExactly("online", "typing", "paused", "offline");
    }
  }

  @Test
  void aRestartForgetsSubscriptions() throws Exception {
    try (var stub = connected(start(options("waha")))) {
      post(stub, "/api/till/presence/" + CONTACT + "%40c.us/subscribe", "");
      assertThat(stub.subscribed()).containsExactly(CONTACT + "@s.whatsapp.net");
      assertThat(post(stub, "/stub/restart", "").statusCode()).isEqualTo(200);
      await().atMost(SOON).until(() -> stub.state() == ConnectionState.CONNECTED);
      assertThat(stub.subscribed()).isEmpty();
    }
  }

  @Test
  void aLostConnectionLeavesTheSubscriptionsOfABrowsersPage() throws Exception {
    try (var stub = connected(start(options("wppconnect")))) {
      post(stub, "/api/till/subscribe-presence", "{\"phone\":\"" + CONTACT + "\"}");
      stub.drop();
      await().atMost(SOON).until(() -> stub.state() == ConnectionState.CONNECTED);
      assertThat(stub.subscribed()).hasSize(1);
    }
  }

  @Test
  void aRequestMaySetTheWebhookAndItsEvents() throws Exception {
    try (var receiver = FakeReceiver.start();
        var stub = start(options("waha"))) {
      var config =
          "{\"config\":{\"webhooks\":[{\"url\":\"%s\",\"events\":[\"presence.update\"],\"hmac\":{\"key\":\"%s\"}}]}}"
              .formatted(receiver.url(), SECRET);
      assertThat(send(stub, "PUT", "/api/sessions/till", config).statusCode()).isEqualTo(200);
      connected(stub);
      post(stub, "/api/till/presence", "{\"presence\":\"online\"}");
      post(stub, "/stub/contacts/" + CONTACT + "/online", "");
      assertThat(receiver.await(1, SOON))
          .extracting(Received::event)
          .as("the changes of the connection were not asked for")
          .containsExactly("presence.update");
    }
  }

  @Test
  void aWebhookUrlThatIsNoneIsRefused() throws Exception {
    try (var stub = start(StubOptions.of("wuzapi"))) {
      assertThat(post(stub, "/webhook", "{\"webhookurl\":\"no url\"}").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void unknownRoutesAndActsAreRefused() throws Exception {
    try (var stub = start(options("gowa"))) {
      assertThat(post(stub, "/chat/presence", "{}").statusCode()).isEqualTo(404);
      assertThat(post(stub, "/stub/contacts/5511999990002/sings", "").statusCode()).isEqualTo(400);
      assertThat(post(stub, "/stub/explode", "").statusCode()).isEqualTo(404);
    }
  }

  private static void assertProof(String engine, Received webhook) {
    var header =
        switch (engine) {
          case "waha" -> "X-Webhook-Hmac";
          case "wuzapi" -> "x-hmac-signature";
          case "titan" -> "X-Webhook-Signature";
          case "gowa" -> "X-Hub-Signature-256";
          default -> "Authorization";
        };
    var proof = webhook.header(header).orElse("");
    var body = webhook.body().getBytes(StandardCharsets.UTF_8);
    switch (engine) {
      case "waha" -> assertThat(proof).isEqualTo(EngineStub.hmac("HmacSHA512", SECRET, body));
      case "evolution" -> assertThat(proof).matches("Bearer [\\w-]+\\.[\\w-]+\\.[\\w-]+");
      case "evolution-go", "wppconnect" ->
          assertThat(proof)
              .isEqualTo(
                  "Basic "
                      + Base64.getEncoder()
                          .encodeToString(
                              ("presently:" + SECRET).getBytes(StandardCharsets.UTF_8)));
      default -> assertThat(proof).endsWith(EngineStub.hmac("HmacSHA256", SECRET, body));
    }
  }

  /** The commands that the engine has, stop last; their session is the stub's. */
  private static List<JsonNode> commands(String engine) {
    var facts = EngineFacts.of(engine, "till");
    return JsonMapper.shared()
        .readTree(facts.commands().toString().replaceAll("\\bshop\\b", "till"))
        .valueStream()
        .filter(one -> PLAYED.contains(name(one)) && answers(one).findAny().isPresent())
        .sorted(
            (one, other) ->
                Boolean.compare(name(one).equals("stopSession"), name(other).equals("stopSession")))
        .toList();
  }

  private static String name(JsonNode command) {
    return command.path("command").asString();
  }

  private static String request(JsonNode command) {
    return target(command).path("request").toString();
  }

  private static JsonNode target(JsonNode command) {
    return command.has("request") ? command : command.path("nearest");
  }

  private static Stream<JsonNode> answers(JsonNode command) {
    return target(command).path("answers").valueStream();
  }

  private HttpResponse<String> send(StubEngine stub, String engine, JsonNode command, String key)
      throws Exception {
    var request = target(command).path("request");
    var body = request.path("body");
    var builder =
        HttpRequest.newBuilder(URI.create(stub.url() + request.path("path").asString()))
            .method(
                request.path("method").asString(),
                body.isMissingNode()
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(body.toString()));
    switch (engine) {
      case "waha" -> builder.header("X-Api-Key", key);
      case "wuzapi" -> builder.header("token", key);
      case "evolution", "evolution-go" -> builder.header("apikey", key);
      case "gowa" ->
          builder.header(
              "Authorization",
              "Basic " + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8)));
      default -> builder.header("Authorization", "Bearer " + key);
    }
    return client.send(builder.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(StubEngine stub, String path, String body) throws Exception {
    return send(stub, "POST", path, body);
  }

  private HttpResponse<String> send(StubEngine stub, String method, String path, String body)
      throws Exception {
    var builder =
        HttpRequest.newBuilder(URI.create(stub.url() + path))
            .header("X-Api-Key", KEY)
            .header("Authorization", "Bearer " + KEY)
            .method(method, BodyPublishers.ofString(body));
    return client.send(builder.build(), BodyHandlers.ofString());
  }
}
