package dev.presently.adapters.engines.waha;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.adapters.engines.EngineCall;
import dev.presently.adapters.engines.EngineRequest;
import dev.presently.adapters.engines.EngineResponse;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.EngineAnswer;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Secret;
import dev.presently.core.session.SessionStatus;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class WahaCommandsTest {
  private static final EngineSettings WAHA = EngineSettings.of(new EngineType("waha"));
  private static final EngineCommand.Intake INTAKE =
      new EngineCommand.Intake(
          URI.create("https://presently.dev/api/intake/shop"),
          Optional.of(new Secret("hook-secret-0123")));
  private static final String OWN =
      """
      {"url":"https://presently.dev/api/intake/shop","hmac":{"key":"hook-secret-0123"},
       "events":["session.status","presence.update","message"]}""";

  private final List<EngineRequest> sent = new ArrayList<>();

  private EngineAnswer send(EngineCommand command, Map<String, String> bodies) {
    return EngineCall.sendAll(
        new Waha().calls(WAHA, command),
        request -> {
          sent.add(request);
          String line = request.method() + " " + request.path();
          assertThat(bodies).containsKey(line);
          return new EngineResponse(200, bodies.get(line).getBytes(StandardCharsets.UTF_8));
        });
  }

  private List<String> lines() {
    return sent.stream().map(request -> request.method() + " " + request.path()).toList();
  }

  private String start(String config) {
    send(
        new EngineCommand.Start(Optional.of(INTAKE)),
        Map.of(
            "GET /api/sessions/default", "{\"status\":\"WORKING\",\"config\":" + config + "}",
            "PUT /api/sessions/default", "{}",
            "POST /api/sessions/default/start", "{\"status\":\"WORKING\"}"));
    return sent.stream()
        .flatMap(request -> request.body().stream())
        .map(JsonNode::toString)
        .findFirst()
        .orElse("none");
  }

  @Test
  void aWebhookThatIsSetAlreadyIsLeftAloneBecauseAChangeRestartsTheSession() {
    assertThat(start("{\"webhooks\":[" + OWN + "]}")).isEqualTo("none");
    assertThat(lines())
        .containsExactly("GET /api/sessions/default", "POST /api/sessions/default/start");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "{\"webhooks\":null}", "{\"webhooks\":[]}", "7"})
  void aMissingWebhookIsAdded(String config) {
    assertThat(start(config))
        .isEqualTo(
            "{\"config\":{\"webhooks\":[{\"url\":\"https://presently.dev/api/intake/shop\","
                + "\"events\":[\"message\",\"presence.update\",\"session.status\"],"
                + "\"hmac\":{\"key\":\"hook-secret-0123\"}}]}}");
  }

  @Test
  void allElseInTheConfigurationIsKept() {
    String body =
        start(
            """
            {"noweb":{"markOnline":false},"webhooks":[
             {"url":"https://crm.example/hook","events":["message"]},
             {"url":"https://presently.dev/api/intake/shop","events":["*"],
              "hmac":{"key":"older-secret-0123"},"retries":{"attempts":3}}]}""");

    assertThat(body)
        .isEqualTo(
            "{\"config\":{\"noweb\":{\"markOnline\":false},\"webhooks\":["
                + "{\"url\":\"https://crm.example/hook\",\"events\":[\"message\"]},"
                + "{\"url\":\"https://presently.dev/api/intake/shop\","
                + "\"events\":[\"message\",\"presence.update\",\"session.status\"],"
                + "\"hmac\":{\"key\":\"hook-secret-0123\"},\"retries\":{\"attempts\":3}}]}}");
  }

  @Test
  void nothingIsReplacedIfTheSessionCannotBeRead() {
    assertThat(
            send(
                new EngineCommand.Start(Optional.of(INTAKE)),
                Map.of("GET /api/sessions/default", "{\"status\":\"WORKING\",\"config\":{")))
        .isEqualTo(new EngineAnswer.Refused(200, "the answer is not a session of WAHA"));
  }

  @Test
  void aSessionThatFailedIsRestarted() {
    EngineAnswer answer =
        send(
            new EngineCommand.Start(Optional.empty()),
            Map.of(
                "POST /api/sessions/default/start", "{\"status\":\"FAILED\"}",
                "POST /api/sessions/default/restart", "{\"status\":\"STARTING\"}"));

    assertThat(lines())
        .containsExactly("POST /api/sessions/default/start", "POST /api/sessions/default/restart");
    assertThat(answer)
        .isInstanceOfSatisfying(
            EngineAnswer.Done.class,
            done ->
                assertThat(done.connection().orElseThrow().status().state())
                    .isEqualTo(SessionStatus.State.CONNECTING));
  }

  @ParameterizedTest
  @CsvSource({
    "5511999990002@s.whatsapp.net,5511999990002@c.us,5511999990002%40c.us",
    "81000000000002@lid,81000000000002@lid,81000000000002%40lid",
    "120363000000000001@g.us,120363000000000001@g.us,120363000000000001%40g.us",
    "5511999990002-1600000000@g.us,5511999990002-1600000000@g.us,5511999990002-1600000000%40g.us",
    "120363000000000009@newsletter,120363000000000009@newsletter,120363000000000009%40newsletter"
  })
  void everyAddressIsWrittenInWahasForm(String jid, String id, String segment) {
    var subscribe = new EngineCommand.Subscribe(Jid.parse(jid));
    var typing = new EngineCommand.SendTyping(Jid.parse(jid), Typing.PAUSED);

    assertThat(new Waha().calls(WAHA.withSession("my shop"), subscribe).getFirst().request().path())
        .isEqualTo("/api/my%20shop/presence/" + segment + "/subscribe");
    assertThat(new Waha().calls(WAHA, typing).getFirst().request().body().orElseThrow())
        .hasToString("{\"presence\":\"paused\",\"chatId\":\"" + id + "\"}");
  }

  @Test
  void unavailableIsOffline() {
    var command = new EngineCommand.SetPresence(Availability.UNAVAILABLE);

    assertThat(new Waha().calls(WAHA, command).getFirst().request().body().orElseThrow())
        .hasToString("{\"presence\":\"offline\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | <html>hello | Refused[status=200, reason=the answer is not WAHA's]",
        "429 | {\"message\":\"slow\"} | Unreachable[reason=HTTP 429 slow]",
        "502 | <html>bad | Unreachable[reason=HTTP 502 <html>bad]",
        "403 | {\"message\":\"Forbidden resource\"} | Unauthorized[status=403]",
        "422 | {\"message\":\"no such chat\"} | Refused[status=422, reason=no such chat]",
        "422 | {\"status\":\"STARTING\",\"expected\":[]}"
            + " | NotConnected[reason=the status of the session in WAHA is STARTING]",
        "500 | {\"exception\":{\"message\":\"no \\u00fc\"}} | Refused[status=500, reason=no \\xfc]"
      })
  void anAnswerIsReadInItsWords(int status, String body, String expected) {
    var response = new EngineResponse(status, body.getBytes(StandardCharsets.UTF_8));

    assertThat(WahaAnswers.done(response)).hasToString(expected);
  }

  @Test
  void anotherWahaEngineMayLackACommand() {
    assertThat(WahaAnswers.done(new EngineResponse(501, new byte[0])))
        .isInstanceOf(EngineAnswer.Cannot.class);
  }
}
