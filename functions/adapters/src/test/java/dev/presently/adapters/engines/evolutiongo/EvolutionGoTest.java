package dev.presently.adapters.engines.evolutiongo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.presently.adapters.engines.EngineCall;
import dev.presently.adapters.engines.EngineResponse;
import dev.presently.adapters.engines.UnsupportedCommand;
import dev.presently.core.contact.Jid;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvolutionGoTest {
  private static final String STATUS = "GET /instance/status";

  private final List<String> sent = new ArrayList<>();
  private final Map<String, String> answers = new HashMap<>();
  private EngineSettings settings =
      EngineSettings.of(new EngineType("evolution-go"))
          .withSession("6a1d")
          .withApiKey(new Secret("token-of-the-instance"));

  private void isConnected(boolean connected, boolean loggedIn) {
    answers.put(
        STATUS,
        "{\"data\":{\"Connected\":%s,\"LoggedIn\":%s,\"Name\":\"Shop\"}}"
            .formatted(connected, loggedIn));
  }

  private EngineAnswer send(EngineCommand command) {
    return EngineCall.sendAll(
        new EvolutionGo().calls(settings, command),
        request -> {
          assertThat(request.headers()).isEqualTo(Map.of("apikey", "token-of-the-instance"));
          String line = request.method() + " " + request.path();
          sent.add(line + request.body().map(body -> " " + body).orElse(""));
          String answer = answers.getOrDefault(line, "{}");
          int status = answer.startsWith("{\"error\"") ? 500 : 200;
          return new EngineResponse(status, answer.getBytes(UTF_8));
        });
  }

  private static Optional<EngineCommand.Intake> intake(Optional<Secret> secret) {
    return Optional.of(
        new EngineCommand.Intake(URI.create("https://presently.example/hook?x=1"), secret));
  }

  private static SessionStatus status(EngineAnswer answer) {
    return ((EngineAnswer.Done) answer).connection().orElseThrow().status();
  }

  @Test
  void aStartSendsTheUrlWithTheSecretAndTheEvents() {
    send(new EngineCommand.Start(intake(Optional.of(new Secret("a/secret:of the+webhook@x")))));

    assertThat(sent)
        .containsExactly(
            "POST /instance/connect {\"webhookUrl\":"
                + "\"https://presently:a%2Fsecret%3Aof%20the%2Bwebhook%40x@presently.example/hook?x=1\","
                + "\"subscribe\":[\"PRESENCE\",\"CHAT_PRESENCE\",\"CONNECTION\",\"QRCODE\"],"
                + "\"immediate\":true}",
            STATUS);
  }

  @Test
  void aStartWithoutASecretSendsTheUrlAsItIs() {
    send(new EngineCommand.Start(intake(Optional.empty())));

    assertThat(sent.getFirst()).contains("{\"webhookUrl\":\"https://presently.example/hook?x=1\",");
  }

  @Test
  void aStartWithoutAnIntakeStillSendsTheEvents() {
    send(new EngineCommand.Start(Optional.empty()));

    assertThat(sent.getFirst()).startsWith("POST /instance/connect {\"subscribe\":[\"PRESENCE\"");
  }

  /** The engine sends no event then. */
  @Test
  void aStartOfAConnectedInstanceSaysSo() {
    isConnected(true, true);

    assertThat(status(send(new EngineCommand.Start(Optional.empty()))))
        .isEqualTo(SessionStatus.CONNECTED);
  }

  @Test
  void aStartOfAnotherInstanceLeavesTheStatusToItsEvents() {
    isConnected(true, false);
    assertThat(send(new EngineCommand.Start(Optional.empty()))).isEqualTo(EngineAnswer.Done.DONE);

    answers.put(STATUS, "{\"error\":\"no active session found\"}");
    assertThat(send(new EngineCommand.Start(Optional.empty()))).isEqualTo(EngineAnswer.Done.DONE);
  }

  @Test
  void aStartThatFailsReadsNoStatus() {
    answers.put("POST /instance/connect", "{\"error\":\"disk full\"}");

    assertThat(send(new EngineCommand.Start(Optional.empty())))
        .isEqualTo(new EngineAnswer.Refused(500, "disk full"));
    assertThat(sent).hasSize(1);
  }

  /** A disconnect would start it first. */
  @Test
  void aStopOfAStoppedInstanceSendsNoDisconnect() {
    isConnected(false, false);

    assertThat(send(new EngineCommand.Stop())).isEqualTo(EngineAnswer.Done.DONE);
    assertThat(sent).containsExactly(STATUS);
  }

  @Test
  void aStopIsDoneAlsoIfAnOlderVersionSaysThatNothingRuns() {
    answers.put(STATUS, "{\"error\":\"no active session found\"}");

    assertThat(send(new EngineCommand.Stop())).isEqualTo(EngineAnswer.Done.DONE);
    assertThat(sent).containsExactly(STATUS);
  }

  @Test
  void aStopOfARunningInstanceDisconnects() {
    isConnected(true, true);

    assertThat(send(new EngineCommand.Stop())).isEqualTo(EngineAnswer.Done.DONE);
    assertThat(sent).containsExactly(STATUS, "POST /instance/disconnect");
  }

  @Test
  void ownPresenceIsASettingAndTheOtherSettingsStay() {
    answers.put(
        "GET /instance/6a1d/advanced-settings",
        "{\"message\":\"success\",\"data\":{\"alwaysOnline\":false,\"rejectCall\":true,"
            + "\"msgRejectCall\":\"write\",\"ignoreGroups\":true}}");

    send(new EngineCommand.SetPresence(Availability.AVAILABLE));

    assertThat(sent.getLast())
        .isEqualTo(
            "PUT /instance/6a1d/advanced-settings {\"alwaysOnline\":true,\"rejectCall\":true,"
                + "\"msgRejectCall\":\"write\",\"readMessages\":false,\"ignoreGroups\":true,"
                + "\"ignoreStatus\":false}");
  }

  @Test
  void ownPresenceWithoutTheInstancesIdIsExplained() {
    settings = EngineSettings.of(new EngineType("evolution-go")).withApiKey(new Secret("token"));

    assertThatExceptionOfType(UnsupportedCommand.class)
        .isThrownBy(() -> send(new EngineCommand.SetPresence(Availability.AVAILABLE)))
        .withMessageStartingWith("set engine.session");
  }

  @Test
  void aSubscriptionIsExplained() {
    assertThatExceptionOfType(UnsupportedCommand.class)
        .isThrownBy(() -> send(new EngineCommand.Subscribe(Jid.phone("5511999990002"))))
        .withMessageContaining("available");
  }

  @Test
  void typingIsSentInTheEnginesWords() {
    send(new EngineCommand.SendTyping(Jid.lid("81"), Typing.RECORDING));
    send(new EngineCommand.SendTyping(Jid.parse("120363000000000001@g.us"), Typing.PAUSED));

    assertThat(sent)
        .containsExactly(
            "POST /message/presence {\"number\":\"81@lid\",\"state\":\"composing\","
                + "\"isAudio\":true,\"delay\":0}",
            "POST /message/presence {\"number\":\"120363000000000001@g.us\",\"state\":\"paused\","
                + "\"isAudio\":false,\"delay\":0}");
  }

  @Test
  void aStoppedInstanceKeepsTheReasonThatAnEventGave() {
    isConnected(false, false);
    var scanning = new SessionStatus(State.CONNECTING, Optional.of(Reason.SCAN_QR));

    assertThat(status(send(new EngineCommand.ReadStatus(SessionStatus.STOPPED))))
        .isEqualTo(SessionStatus.STOPPED);
    assertThat(status(send(new EngineCommand.ReadStatus(scanning))))
        .isEqualTo(new SessionStatus(State.DISCONNECTED, Optional.of(Reason.QR_TIMEOUT)));
  }

  @Test
  void aStatusThatCannotBeReadSaysNothing() {
    assertThat(send(new EngineCommand.ReadStatus(SessionStatus.CONNECTED)))
        .isEqualTo(EngineAnswer.Done.DONE);
  }
}
