package dev.presently.adapters.engines.gowa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.presently.adapters.engines.EngineCall;
import dev.presently.adapters.engines.EngineRequest;
import dev.presently.adapters.engines.EngineResponse;
import dev.presently.adapters.engines.UnsupportedCommand;
import dev.presently.core.engine.ConnectionReport;
import dev.presently.core.engine.EngineAnswer;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.presence.Availability;
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
import org.junit.jupiter.params.provider.ValueSource;

class GowaTest {
  private static final EngineSettings WITHOUT_DEVICE =
      EngineSettings.of(new EngineType("gowa")).withApiKey(new Secret("user:password"));
  private static final EngineSettings GOWA = WITHOUT_DEVICE.withSession("my shop");
  private static final EngineCommand START =
      new EngineCommand.Start(
          Optional.of(
              new EngineCommand.Intake(
                  URI.create("https://presently.example/api/intake/shop"),
                  Optional.of(new Secret("0123456789abcdef")))));
  private static final EngineCommand STATUS =
      new EngineCommand.ReadStatus(SessionStatus.NEVER_STARTED);

  private final Gowa gowa = new Gowa();
  private final List<EngineRequest> sent = new ArrayList<>();

  private EngineAnswer answer(EngineCommand command, int status, String body) {
    return EngineCall.sendAll(
        gowa.calls(GOWA, command),
        request -> {
          sent.add(request);
          return response(status, body);
        });
  }

  private static EngineResponse response(int status, String body) {
    return new EngineResponse(status, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void itsStatusMustBeRead() {
    assertThat(gowa.sendsStatus()).isFalse();
    assertThat(gowa.needsUrl()).isFalse();
  }

  @Test
  void aStartSetsTheDevicesOwnWebhookFirst() {
    assertThat(answer(START, 200, "{\"code\":\"SUCCESS\"}")).isEqualTo(EngineAnswer.Done.DONE);

    assertThat(sent).extracting(EngineRequest::method).containsExactly("PATCH", "POST");
    assertThat(sent)
        .extracting(EngineRequest::path)
        .containsExactly("/devices/my%20shop/webhook", "/devices/my%20shop/reconnect");
    assertThat(sent.getFirst().body().orElseThrow())
        .hasToString(
            "{\"webhook_url\":\"https://presently.example/api/intake/shop\","
                + "\"webhook_events\":\"chat_presence\",\"webhook_secret\":\"0123456789abcdef\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "404, Cannot PATCH /devices/shop/webhook, 2",
    "405, Method Not Allowed, 2",
    "404, '{\"code\":\"DEVICE_NOT_FOUND\"}', 1",
  })
  void aVersionWithoutItsOwnWebhooksStartsAllTheSame(int status, String body, int requests) {
    EngineCall.sendAll(
        gowa.calls(GOWA, START),
        request -> {
          sent.add(request);
          return request.method().equals("PATCH") ? response(status, body) : response(200, "{}");
        });

    assertThat(sent).hasSize(requests);
  }

  @Test
  void theKeyIsUserAndPassword() {
    answer(new EngineCommand.SetPresence(Availability.UNAVAILABLE), 200, "{}");

    assertThat(sent.getFirst().headers())
        .containsEntry("Authorization", "Basic dXNlcjpwYXNzd29yZA==")
        .containsEntry("X-Device-Id", "my shop");
    assertThat(sent.getFirst().body().orElseThrow()).hasToString("{\"type\":\"unavailable\"}");
  }

  @Test
  void withoutADeviceItCanSendButNotStart() {
    List<EngineCall> calls =
        gowa.calls(WITHOUT_DEVICE, new EngineCommand.SetPresence(Availability.AVAILABLE));

    assertThat(calls.getFirst().request().headers()).doesNotContainKey("X-Device-Id");
    for (EngineCommand command : List.of(START, STATUS)) {
      assertThatExceptionOfType(UnsupportedCommand.class)
          .isThrownBy(() -> gowa.calls(WITHOUT_DEVICE, command))
          .withMessageContaining("engine.session");
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "logged_in,    5511900000001:12@s.whatsapp.net, CONNECTED,    -",
        "connected,    5511900000001@s.whatsapp.net,    CONNECTING,   AUTO_RECONNECT",
        "connected,    '',                              CONNECTING,   SCAN_QR",
        "connecting,   '',                              CONNECTING,   SCAN_QR",
        "disconnected, 5511900000001@s.whatsapp.net,    CONNECTING,   AUTO_RECONNECT",
        "disconnected, '',                              DISCONNECTED, LOGGED_OUT",
      })
  void aStateAndWhetherItIsPairedAreTheStatus(
      String state,
      String jid,
      SessionStatus.State expected,
      SessionStatus.@Nullable Reason reason) {
    EngineAnswer answer =
        answer(
            STATUS,
            200,
            "{\"code\":\"SUCCESS\",\"results\":{\"state\":\"%s\",\"jid\":\"%s\"}}"
                .formatted(state, jid));

    assertThat(connection(answer))
        .get()
        .extracting(ConnectionReport::status)
        .isEqualTo(new SessionStatus(expected, Optional.ofNullable(reason)));
    assertThat(connection(answer).orElseThrow().account().phoneNumber().map(Object::toString))
        .isEqualTo(jid.isEmpty() ? Optional.empty() : Optional.of("+5511900000001"));
  }

  @Test
  void anUnknownStateChangesNothing() {
    assertThat(answer(STATUS, 200, "{\"results\":{\"state\":\"new\"}}"))
        .isEqualTo(EngineAnswer.Done.DONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"device shop client not initialized", "device shop is not logged in"})
  void anUnpairedDeviceCannotStart(String message) {
    assertThat(
            answer(
                new EngineCommand.Start(Optional.empty()),
                500,
                "{\"code\":\"INTERNAL_SERVER_ERROR\",\"message\":\"%s\"}".formatted(message)))
        .isEqualTo(new EngineAnswer.NotConnected(message));
  }

  @Test
  void aDeviceThatNeverPairedIsNotConnected() {
    assertThat(
            answer(
                new EngineCommand.SetPresence(Availability.AVAILABLE),
                500,
                "{\"status\":500,\"code\":\"INVALID_WA_CLI\",\"message\":\"your WA CLI is nil\"}"))
        .isEqualTo(new EngineAnswer.NotConnected("your WA CLI is nil"));
  }

  @Test
  void anotherHostsPageIsNoSuccess() {
    assertThat(answer(STATUS, 200, "<html>")).isInstanceOf(EngineAnswer.Refused.class);
    assertThat(answer(new EngineCommand.Start(Optional.empty()), 200, "<html>"))
        .isInstanceOf(EngineAnswer.Refused.class);
  }

  private static Optional<ConnectionReport> connection(EngineAnswer answer) {
    return answer instanceof EngineAnswer.Done(var connection, _) ? connection : Optional.empty();
  }
}
