package dev.presently.adapters.engines.wppconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.presently.adapters.engines.EngineCall;
import dev.presently.adapters.engines.EngineRequest;
import dev.presently.adapters.engines.EngineResponse;
import dev.presently.adapters.engines.UnsupportedCommand;
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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WppconnectTest {
  private static final EngineSettings ENGINE =
      EngineSettings.of(new EngineType("wppconnect")).withSession("shop");
  private static final Jid CONTACT = Jid.phone("5511999990002");

  private final Wppconnect wppconnect = new Wppconnect();

  private static EngineResponse response(int status, String body) {
    return new EngineResponse(status, body.getBytes(StandardCharsets.UTF_8));
  }

  private String body(EngineCommand command) {
    return wppconnect.calls(ENGINE, command).getLast().request().body().orElseThrow().toString();
  }

  @Test
  void theWebhookHasTheSecretAsPassword() {
    assertThat(
            body(
                new EngineCommand.Start(
                    Optional.of(
                        new EngineCommand.Intake(
                            URI.create("https://presently.dev/api/intake/shop"),
                            Optional.of(new Secret("hook-secret-0123")))))))
        .isEqualTo(
            "{\"webhook\":\"https://presently:hook-secret-0123@presently.dev/api/intake/shop\","
                + "\"waitQrCode\":false}");
  }

  @Test
  void withoutAnIntakeTheEngineKeepsItsOwnWebhook() {
    assertThat(body(new EngineCommand.Start(Optional.empty()))).isEqualTo("{\"waitQrCode\":false}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5511999990002@s.whatsapp.net | 5511999990002 | false | ",
        "81000000000002@lid | 81000000000002 | false | ,\"isLid\":true",
        "120363000000000001@g.us | 120363000000000001 | true | ",
        "5511999990002-1600000000@g.us | 5511999990002-1600000000 | true | ",
        "120363000000000009@newsletter | 120363000000000009 | false | ,\"isNewsletter\":true"
      })
  void anAddressIsItsDigitsAndFlags(
      String jid, String phone, String isGroup, @Nullable String flag) {
    String flags = "\"isGroup\":" + isGroup + (flag == null ? "" : flag);

    assertThat(body(new EngineCommand.Subscribe(Jid.parse(jid))))
        .isEqualTo("{\"phone\":\"" + phone + "\"," + flags + ",\"all\":false}");
    assertThat(body(new EngineCommand.SendTyping(Jid.parse(jid), Typing.PAUSED)))
        .isEqualTo("{\"phone\":\"" + phone + "\",\"value\":false," + flags + "}");
  }

  @Test
  void theStatusBroadcastAndAMissingSessionAreRefusedWithASentence() {
    assertThatExceptionOfType(UnsupportedCommand.class)
        .isThrownBy(() -> body(new EngineCommand.Subscribe(Jid.parse("status@broadcast"))))
        .withMessageContaining("status@broadcast");
    assertThatExceptionOfType(UnsupportedCommand.class)
        .isThrownBy(
            () ->
                wppconnect.calls(
                    EngineSettings.of(new EngineType("wppconnect")), new EngineCommand.Stop()))
        .withMessage("set engine.session to the session of wppconnect-server");
  }

  @Test
  void unavailableIsNotOnline() {
    assertThat(body(new EngineCommand.SetPresence(Availability.UNAVAILABLE)))
        .isEqualTo("{\"isOnline\":false}");
  }

  @Test
  void aSessionThatIsNotConnectedIsNotAskedForPresence() {
    for (EngineCommand command :
        List.of(
            new EngineCommand.SetPresence(Availability.AVAILABLE),
            new EngineCommand.Subscribe(CONTACT))) {
      List<EngineRequest> sent = new ArrayList<>();

      EngineAnswer answer =
          EngineCall.sendAll(
              wppconnect.calls(ENGINE, command),
              request -> {
                sent.add(request);
                return response(200, "{\"status\":\"QRCODE\"}");
              });

      assertThat(answer)
          .isEqualTo(
              new EngineAnswer.NotConnected(
                  "the status of the session in wppconnect-server is QRCODE"));
      assertThat(sent).extracting(EngineRequest::path).containsExactly("/api/shop/status-session");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECTED,,DISCONNECTED,FAILED",
    "CONNECTING,SCAN_QR,DISCONNECTED,QR_TIMEOUT",
    "CONNECTING,,DISCONNECTED,FAILED",
    "DISCONNECTED,MANUAL_STOP,DISCONNECTED,MANUAL_STOP",
    "DISCONNECTED,,DISCONNECTED,"
  })
  void aClosedSessionIsReadByTheStatusBefore(
      SessionStatus.State state,
      SessionStatus.@Nullable Reason reason,
      SessionStatus.State expected,
      SessionStatus.@Nullable Reason expectedReason) {
    assertThat(
            WppconnectAnswers.status(
                response(200, "{\"status\":\"CLOSED\",\"qrcode\":null}"),
                new SessionStatus(state, Optional.ofNullable(reason))))
        .isEqualTo(
            new EngineAnswer.Done(
                Optional.of(
                    ConnectionReport.of(
                        new SessionStatus(expected, Optional.ofNullable(expectedReason))))));
  }

  @Test
  void anUnknownStatusWordSaysNothing() {
    assertThat(
            WppconnectAnswers.status(
                response(200, "{\"status\":\"NAPPING\"}"), SessionStatus.CONNECTED))
        .isEqualTo(EngineAnswer.Done.DONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | <html>hello | Refused[status=200, reason=the answer is not that of wppconnect-server]",
        "404 | <html>gone | Refused[status=404, reason=<html>gone]",
        "403 | {} | Unauthorized[status=403]",
        "429 | slow down | Unreachable[reason=HTTP 429 slow down]",
        "400 | {\"status\":\"Connected\",\"message\":\"O n\\u00famero 5511999990002\"}"
            + " | Denied[status=400, reason=the engine does not find this number on WhatsApp]",
        "404 | {\"status\":\"Disconnected\"}"
            + " | NotConnected[reason=the session is not active in wppconnect-server]"
      })
  void anAnswerIsReadInItsWords(int status, String body, String expected) {
    assertThat(WppconnectAnswers.done(response(status, body))).hasToString(expected);
    assertThat(WppconnectAnswers.connected(response(status, body))).hasToString(expected);
  }
}
