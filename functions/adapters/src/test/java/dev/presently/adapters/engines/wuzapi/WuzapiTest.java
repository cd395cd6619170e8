package dev.presently.adapters.engines.wuzapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.adapters.engines.EngineCall;
import dev.presently.adapters.engines.EngineRequest;
import dev.presently.adapters.engines.EngineResponse;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.ConnectionReport;
import dev.presently.core.engine.EngineAnswer;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Secret;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.session.SessionStatus.Reason;
import dev.presently.core.session.SessionStatus.State;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WuzapiTest {
  private static final EngineSettings WUZAPI =
      EngineSettings.of(new EngineType("wuzapi")).withApiKey(new Secret("token-of-the-user"));
  private static final EngineCommand START =
      new EngineCommand.Start(
          Optional.of(
              new EngineCommand.Intake(
                  URI.create("https://presently.example/api/intake/shop"), Optional.empty())));
  private static final SessionStatus FAILED =
      new SessionStatus(State.DISCONNECTED, Optional.of(Reason.FAILED));

  private final List<EngineRequest> sent = new ArrayList<>();

  private EngineAnswer answer(EngineCommand command, int status, String body) {
    return EngineCall.sendAll(
        new Wuzapi().calls(WUZAPI, command),
        request -> {
          sent.add(request);
          return response(status, body);
        });
  }

  private static EngineResponse response(int status, String body) {
    return new EngineResponse(status, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String error(String sentence) {
    return "{\"code\":500,\"error\":\"%s\",\"success\":false}".formatted(sentence);
  }

  private static EngineCommand readStatus(SessionStatus before) {
    return new EngineCommand.ReadStatus(before);
  }

  @Test
  void aStartSetsTheWebhookThenConnects() {
    assertThat(answer(START, 200, "{\"success\":true}")).isEqualTo(EngineAnswer.Done.DONE);

    assertThat(sent)
        .extracting(EngineRequest::path)
        .containsExactly("/webhook", "/session/connect");
    assertThat(sent.getFirst().body().orElseThrow().path("webhookurl").stringValue())
        .isEqualTo("https://presently.example/api/intake/shop");
    assertThat(sent.getLast().body().orElseThrow().path("Immediate").booleanValue()).isTrue();
    assertThat(sent.getLast().body().orElseThrow().path("Subscribe"))
        .isEqualTo(sent.getFirst().body().orElseThrow().path("events"));
    assertThat(sent).allSatisfy(one -> assertThat(one.headers()).containsKey("token"));
  }

  @Test
  void aStartSetsTheKeyThatSigns() {
    List<EngineCall> calls =
        new Wuzapi()
            .calls(
                WUZAPI,
                new EngineCommand.Start(
                    Optional.of(
                        new EngineCommand.Intake(
                            URI.create("https://presently.example/api/intake/shop"),
                            Optional.of(new Secret("0123456789abcdef0123456789abcdef"))))));

    assertThat(calls)
        .extracting(call -> call.request().path())
        .containsExactly("/webhook", "/session/hmac/config", "/session/connect");
    assertThat(calls.get(1).request().body().orElseThrow().path("hmac_key").asString())
        .isEqualTo("0123456789abcdef0123456789abcdef");
    assertThat(calls.get(1).reader().apply(response(404, "404 page not found")))
        .isEqualTo(EngineAnswer.Done.DONE);
    assertThat(calls.get(1).reader().apply(response(400, error("too short"))))
        .isEqualTo(new EngineAnswer.Refused(400, "too short"));
  }

  @Test
  void aStartWithoutAnIntakeStillSendsTheEvents() {
    answer(new EngineCommand.Start(Optional.empty()), 200, "{\"success\":true}");

    assertThat(sent).hasSize(1);
    assertThat(sent.getFirst().body().orElseThrow().path("Subscribe").size()).isEqualTo(15);
  }

  @ParameterizedTest
  @ValueSource(strings = {"already connected", "Already Connected"})
  void aStartOfAConnectedSessionReadsItsStatus(String sentence) {
    EngineAnswer answer =
        EngineCall.sendAll(
            new Wuzapi().calls(WUZAPI, START),
            request ->
                switch (request.path()) {
                  case "/session/connect" -> response(500, error(sentence));
                  case "/session/status" ->
                      response(200, "{\"data\":{\"connected\":true,\"loggedIn\":true}}");
                  default -> response(200, "{}");
                });

    assertThat(status(answer)).contains(SessionStatus.CONNECTED);
  }

  @ParameterizedTest
  @CsvSource({
    "connected, loggedIn, true,  true,  CONNECTED",
    "Connected, LoggedIn, true,  true,  CONNECTED",
    "connected, loggedIn, true,  false, CONNECTING",
    "Connected, LoggedIn, true,  false, CONNECTING",
    "connected, loggedIn, false, false, DISCONNECTED",
    "Connected, LoggedIn, false, false, DISCONNECTED",
  })
  void bothSpellingsOfAStatusAreRead(
      String connected, String loggedIn, boolean first, boolean second, State expected) {
    EngineAnswer answer =
        answer(
            readStatus(FAILED),
            200,
            "{\"success\":true,\"data\":{\"%s\":%s,\"%s\":%s}}"
                .formatted(connected, first, loggedIn, second));

    assertThat(status(answer)).map(SessionStatus::state).contains(expected);
  }

  @ParameterizedTest
  @MethodSource("disconnected")
  void aDisconnectedSessionKeepsItsReason(SessionStatus before) {
    assertThat(status(answer(readStatus(before), 200, "{\"data\":{\"connected\":false}}")))
        .contains(new SessionStatus(State.DISCONNECTED, before.reason()));
    assertThat(status(answer(readStatus(before), 500, error("No session"))))
        .contains(new SessionStatus(State.DISCONNECTED, before.reason()));
  }

  static List<SessionStatus> disconnected() {
    return List.of(SessionStatus.STOPPED, FAILED, SessionStatus.CONNECTED);
  }

  @Test
  void theAccountIsThatOfTheJid() {
    EngineAnswer answer =
        answer(
            readStatus(FAILED),
            200,
            "{\"data\":{\"connected\":true,\"loggedIn\":true,"
                + "\"jid\":\"5511900000001:12@s.whatsapp.net\",\"name\":\"a user of wuzapi\"}}");

    ConnectionReport.Account account = connection(answer).orElseThrow().account();
    assertThat(account.phoneNumber()).map(Object::toString).contains("+5511900000001");
    assertThat(account.pushName()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No session",
        "no session",
        "Failure sending presence to Whatsapp servers",
        "failure sending chat presence to Whatsapp servers",
        "failure subscribing to presence",
        "Not connected",
      })
  void anOrdinaryStateIsNotConnected(String sentence) {
    for (EngineCommand command : sendingCommands()) {
      assertThat(answer(command, 500, error(sentence)))
          .isEqualTo(new EngineAnswer.NotConnected(sentence));
    }
  }

  @Test
  void anyOtherSentenceIsARefusal() {
    for (EngineCommand command : sendingCommands()) {
      assertThat(answer(command, 500, error("disk full")))
          .isEqualTo(new EngineAnswer.Refused(500, "disk full"));
    }
  }

  private static List<EngineCommand> sendingCommands() {
    Jid contact = Jid.phone("5511999990002");
    return List.of(
        new EngineCommand.SetPresence(Availability.AVAILABLE),
        new EngineCommand.Subscribe(contact),
        new EngineCommand.SendTyping(contact, Typing.PAUSED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"No session", "Cannot disconnect because it is not logged in"})
  void aStoppedSessionCanBeStopped(String sentence) {
    assertThat(answer(new EngineCommand.Stop(), 500, error(sentence)))
        .isEqualTo(EngineAnswer.Done.DONE);
  }

  @Test
  void anEarlierVersionCannotSubscribe() {
    var subscribe = new EngineCommand.Subscribe(Jid.phone("5511999990002"));

    assertThat(answer(subscribe, 404, "404 page not found"))
        .isInstanceOfSatisfying(
            EngineAnswer.Cannot.class,
            cannot -> assertThat(cannot.instead()).contains("older than 2026-06"));
    assertThat(answer(subscribe, 404, error("no such thing")))
        .isEqualTo(new EngineAnswer.Refused(404, "no such thing"));
  }

  /** The body of a status has the token. */
  @Test
  void anUnreadableStatusIsNotRepeated() {
    assertThat(answer(readStatus(FAILED), 200, "{\"data\":{\"token\":\"never-log-this\""))
        .isEqualTo(new EngineAnswer.Refused(200, "the body is none of wuzapi's"));
  }

  @ParameterizedTest
  @CsvSource({
    "COMPOSING, composing, ''",
    "RECORDING, composing, audio",
    "PAUSED,    paused,    ''",
  })
  void recordingIsComposingWithAudio(Typing typing, String state, String media) {
    answer(new EngineCommand.SendTyping(Jid.lid("81000000000002"), typing), 200, "{}");

    assertThat(sent.getFirst().body().orElseThrow())
        .hasToString(
            "{\"Phone\":\"81000000000002@lid\",\"State\":\"%s\",\"Media\":\"%s\"}"
                .formatted(state, media));
  }

  private static Optional<SessionStatus> status(EngineAnswer answer) {
    return connection(answer).map(ConnectionReport::status);
  }

  private static Optional<ConnectionReport> connection(EngineAnswer answer) {
    return answer instanceof EngineAnswer.Done(var connection, _) ? connection : Optional.empty();
  }
}
