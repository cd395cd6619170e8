package dev.presently.adapters.engines.evolution;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import dev.presently.core.session.SessionStatus.Reason;
import dev.presently.core.session.SessionStatus.State;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvolutionTest {
  private static final EngineCommand START = new EngineCommand.Start(Optional.empty());

  private final List<EngineRequest> sent = new ArrayList<>();
  private EngineSettings settings =
      EngineSettings.of(new EngineType("evolution"))
          .withSession("my shop")
          .withApiKey(new Secret("key-of-the-instance"));

  private EngineAnswer send(EngineCommand command, int status, String body) {
    return EngineCall.sendAll(
        new Evolution().calls(settings, command),
        request -> {
          sent.add(request);
          return new EngineResponse(status, body.getBytes(UTF_8));
        });
  }

  private String body(EngineCommand command) {
    send(command, 201, "{}");
    return sent.getLast().body().orElseThrow().toString();
  }

  private static EngineCommand start(Optional<Secret> secret) {
    return new EngineCommand.Start(
        Optional.of(
            new EngineCommand.Intake(URI.create("https://presently.example/hook"), secret)));
  }

  private static SessionStatus status(EngineAnswer answer) {
    return ((EngineAnswer.Done) answer).connection().orElseThrow().status();
  }

  private static SessionStatus because(State state, Reason reason) {
    return new SessionStatus(state, Optional.of(reason));
  }

  @Test
  void aStartSetsTheWebhookFirst() {
    send(start(Optional.of(new Secret("secret-of-the-webhook"))), 201, "{}");

    assertThat(sent)
        .extracting(request -> request.method() + " " + request.path())
        .containsExactly("POST /webhook/set/my%20shop", "GET /instance/connect/my%20shop");
    assertThat(sent)
        .allSatisfy(
            request ->
                assertThat(request.headers()).isEqualTo(Map.of("apikey", "key-of-the-instance")));
    assertThat(sent.getFirst().body().orElseThrow())
        .hasToString(
            "{\"webhook\":{\"enabled\":true,\"url\":\"https://presently.example/hook\","
                + "\"byEvents\":false,\"base64\":false,"
                + "\"headers\":{\"jwt_key\":\"secret-of-the-webhook\"},"
                + "\"events\":[\"PRESENCE_UPDATE\",\"CONNECTION_UPDATE\",\"STATUS_INSTANCE\","
                + "\"QRCODE_UPDATED\",\"LOGOUT_INSTANCE\"]}}");
  }

  @Test
  void aWebhookThatIsRefusedEndsTheStart() {
    EngineAnswer answer =
        send(start(Optional.empty()), 404, "{\"response\":{\"message\":[\"no instance\"]}}");

    assertThat(answer).isEqualTo(new EngineAnswer.Refused(404, "no instance"));
    assertThat(sent).hasSize(1);
  }

  @Test
  void withoutAnIntakeTheWebhookIsLeftAlone() {
    send(START, 200, "{}");

    assertThat(sent).hasSize(1);
  }

  @Test
  void withoutAKeyNoneIsSent() {
    settings = EngineSettings.of(new EngineType("evolution")).withSession("shop");

    send(START, 200, "{}");

    assertThat(sent.getFirst().headers()).isEmpty();
  }

  /** Its QR code object has no code then. */
  @Test
  void aPairedInstanceThatBeginsToConnectHasNoReason() {
    assertThat(status(send(START, 200, "{\"pairingCode\":null,\"count\":0}")))
        .isEqualTo(new SessionStatus(State.CONNECTING, Optional.empty()));
  }

  @Test
  void aReasonIsShownInPrintableCharacters() {
    assertThat(send(START, 200, "{\"error\":true,\"message\":\"sess\u00e3o\"}"))
        .isEqualTo(new EngineAnswer.Refused(200, "sess\\xe3o"));
  }

  @Test
  void aMissingLicenceIsSaid() {
    assertThat(send(START, 503, "{\"code\":\"LICENSE_REQUIRED\",\"register_url\":\"https://…\"}"))
        .isEqualTo(
            new EngineAnswer.Refused(
                503, "LICENSE_REQUIRED: the licence of the Evolution server is not activated"));
  }

  @ParameterizedTest
  @CsvSource({
    "5511999990002@s.whatsapp.net, 5511999990002",
    "81000000000002@lid, 81000000000002@lid",
    "120363000000000001@g.us, 120363000000000001@g.us",
  })
  void aSubscriptionIsAPausedThatNobodySees(String contact, String number) {
    assertThat(body(new EngineCommand.Subscribe(Jid.parse(contact))))
        .isEqualTo("{\"number\":\"" + number + "\",\"presence\":\"paused\",\"delay\":0}");
  }

  @Test
  void aNumberIsSubscribedToAsWhatsAppKnowsIt() {
    EngineAnswer answer =
        send(
            new EngineCommand.Subscribe(Jid.phone("5531991234567")),
            200,
            "[{\"jid\":\"553191234567@s.whatsapp.net\",\"exists\":true,\"lid\":\"lid\"}]");

    assertThat(answer)
        .isEqualTo(new EngineAnswer.Done(Optional.empty(), Optional.of(Jid.phone("553191234567"))));
    assertThat(sent)
        .extracting(request -> request.path() + " " + request.body().orElseThrow())
        .containsExactly(
            "/chat/whatsappNumbers/my%20shop {\"numbers\":[\"5531991234567\"]}",
            "/chat/sendPresence/my%20shop"
                + " {\"number\":\"553191234567\",\"presence\":\"paused\",\"delay\":0}");
  }

  @Test
  void aNumberThatIsNotOnWhatsAppIsDenied() {
    EngineAnswer answer =
        send(
            new EngineCommand.Subscribe(Jid.phone("5531991234567")),
            200,
            "[{\"jid\":\"5531991234567@s.whatsapp.net\",\"exists\":false}]");

    assertThat(answer)
        .isEqualTo(
            new EngineAnswer.Denied(200, "the engine does not find this number on WhatsApp"));
    assertThat(sent).hasSize(1);
  }

  /** A version that answers otherwise is asked for the number as it was given. */
  @ParameterizedTest
  @CsvSource({"[]", "{}", "[{}]", "[{\"jid\":\"x\"}]", "[{\"jid\":\"81@lid\"}]"})
  void anAnswerWithoutANumberLeavesItAsItWasGiven(String answer) {
    send(new EngineCommand.Subscribe(Jid.phone("5511999990002")), 200, answer);

    assertThat(sent.getLast().body().orElseThrow().path("number").stringValueOpt())
        .contains("5511999990002");
  }

  @Test
  void anActivityIsShownForThreeSeconds() {
    assertThat(body(new EngineCommand.SendTyping(Jid.lid("81"), Typing.RECORDING)))
        .isEqualTo("{\"number\":\"81@lid\",\"presence\":\"recording\",\"delay\":3000}");
  }

  @Test
  void ownPresenceIsSetInTheEnginesWords() {
    assertThat(body(new EngineCommand.SetPresence(Availability.UNAVAILABLE)))
        .isEqualTo("{\"presence\":\"unavailable\"}");
  }

  /** Only where a number is looked up it means a number. */
  @Test
  void aLostReasonDeniesAContactOnly() {
    String lost = "{\"response\":{\"message\":[\"[object Object]\"]}}";

    assertThat(send(new EngineCommand.Subscribe(Jid.lid("81")), 400, lost))
        .isInstanceOf(EngineAnswer.Denied.class);
    assertThat(send(new EngineCommand.SetPresence(Availability.AVAILABLE), 400, lost))
        .isEqualTo(new EngineAnswer.Refused(400, "[object Object]"));
  }

  @Test
  void aStatusKeepsWhatAnEventSaidMorePrecisely() {
    String connecting = "{\"instance\":{\"state\":\"connecting\"}}";
    String closed = "{\"instance\":{\"state\":\"close\"}}";
    SessionStatus scanning = because(State.CONNECTING, Reason.SCAN_QR);

    assertThat(status(send(new EngineCommand.ReadStatus(scanning), 200, connecting)))
        .isEqualTo(scanning);
    assertThat(status(send(new EngineCommand.ReadStatus(scanning), 200, closed)))
        .isEqualTo(because(State.DISCONNECTED, Reason.QR_TIMEOUT));
    assertThat(status(send(new EngineCommand.ReadStatus(SessionStatus.STOPPED), 200, closed)))
        .isEqualTo(SessionStatus.STOPPED);
  }

  @Test
  void aStatusWordThatIsNotKnownSaysNothing() {
    assertThat(
            send(
                new EngineCommand.ReadStatus(SessionStatus.CONNECTED),
                200,
                "{\"instance\":{\"state\":\"asleep\"}}"))
        .isEqualTo(new EngineAnswer.Done(Optional.<ConnectionReport>empty()));
  }

  @Test
  void withoutAnInstanceCommandsAreExplained() {
    settings = EngineSettings.of(new EngineType("evolution"));

    assertThatExceptionOfType(UnsupportedCommand.class)
        .isThrownBy(() -> send(START, 200, "{}"))
        .withMessage("set engine.session to the name of the Evolution instance");
  }

  @Test
  void aStopIsExplained() {
    assertThatExceptionOfType(UnsupportedCommand.class)
        .isThrownBy(() -> send(new EngineCommand.Stop(), 200, "{}"))
        .withMessageContaining("unlinks");
  }
}
