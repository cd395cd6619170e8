package dev.presently.adapters.engines.evolution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.presently.adapters.engines.Told;
import dev.presently.core.InvalidValue;
import dev.presently.core.TestClock;
import dev.presently.core.engine.EngineEvents;
import dev.presently.core.engine.IntakeRequest;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Secret;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.session.SessionStatus.Reason;
import dev.presently.core.session.SessionStatus.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvolutionEventReaderTest {
  private static final SessionStatus SCANNING =
      new SessionStatus(State.CONNECTING, Optional.of(Reason.SCAN_QR));

  private final EvolutionEventReader evolution = new EvolutionEventReader();

  private static String event(String name, String data) {
    return "{\"event\":\"%s\",\"instance\":\"shop\",\"data\":%s}".formatted(name, data);
  }

  private EngineEvents read(Session session, String body) {
    return evolution.read(session, body.getBytes(UTF_8));
  }

  private SessionStatus status(SessionStatus before, String body) {
    return read(Told.SESSION.withStatus(before, TestClock.START), body)
        .connections()
        .getFirst()
        .status();
  }

  private static Session of(String instance) {
    return Session.create(
        Told.SESSION.name(),
        EngineSettings.of(new EngineType("evolution")).withSession(instance),
        Session.Profile.EMPTY,
        TestClock.START);
  }

  @Test
  void eachParticipantOfAGroupIsRead() {
    assertThat(
            Told.by(
                evolution,
                event(
                    "presence.update",
                    """
                    {"id":"120363000000000001@g.us","presences":{
                     "5511999990002:7@s.whatsapp.net":{"lastKnownPresence":"composing"},
                     "nobody":{"lastKnownPresence":"composing"},
                     "81000000000003@lid":{"lastKnownPresence":"paused"}}}""")))
        .isEqualTo(
            "5511999990002@s.whatsapp.net in=120363000000000001@g.us COMPOSING"
                + " | 81000000000003@lid in=120363000000000001@g.us PAUSED");
  }

  @Test
  void aPresenceThatIsNotKnownIsIgnored() {
    EngineEvents events =
        read(
            of("shop"),
            event(
                "presence.update",
                "{\"id\":\"1@lid\",\"presences\":{\"1@lid\":{\"lastKnownPresence\":\"asleep\"}}}"));

    assertThat(events.accepted()).isZero();
    assertThat(events.ignored()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "401, LOGGED_OUT",
    "402, TEMPORARY_BAN",
    "403, FAILED",
    "406, FAILED",
    "408, FAILED",
    "500, FAILED",
    "null, FAILED",
  })
  void aClosedConnectionHasTheReasonOfItsCode(String code, Reason reason) {
    String update =
        event("connection.update", "{\"state\":\"close\",\"statusReason\":" + code + "}");
    String instance =
        event(
            "status.instance", "{\"status\":\"closed\",\"disconnectionReasonCode\":" + code + "}");

    assertThat(status(SessionStatus.CONNECTED, update))
        .isEqualTo(new SessionStatus(State.DISCONNECTED, Optional.of(reason)));
    assertThat(status(SessionStatus.CONNECTED, instance))
        .isEqualTo(new SessionStatus(State.DISCONNECTED, Optional.of(reason)));
  }

  @Test
  void aTimeoutWhileTheQrCodeIsShownIsOneOfTheQrCode() {
    String closed = event("connection.update", "{\"state\":\"close\",\"statusReason\":408}");

    assertThat(status(SCANNING, closed))
        .isEqualTo(new SessionStatus(State.DISCONNECTED, Optional.of(Reason.QR_TIMEOUT)));
  }

  @Test
  void connectingWhileTheQrCodeIsShownChangesNothing() {
    assertThat(status(SCANNING, event("connection.update", "{\"state\":\"connecting\"}")))
        .isEqualTo(SCANNING);
  }

  @Test
  void statusWordsThatAreNotKnownChangeNothingAndAreNamed() {
    EngineEvents state = read(of("shop"), event("connection.update", "{\"state\":\"asleep\"}"));
    EngineEvents status = read(of("shop"), event("status.instance", "{\"status\":\"removed\"}"));

    assertThat(state.connections()).isEmpty();
    assertThat(state.unknownStatuses()).containsExactly("asleep");
    assertThat(status.unknownStatuses()).containsExactly("removed");
  }

  @Test
  void eventsOfAnotherInstanceAreIgnored() {
    String open = event("connection.update", "{\"state\":\"open\"}");

    assertThat(read(of("shop"), open).accepted()).isEqualTo(1);
    assertThat(read(of("another"), open)).isEqualTo(new EngineEvents(none(), none(), none(), 1));
  }

  private static <T> List<T> none() {
    return List.of();
  }

  @Test
  void anAccountThatIsNoPhoneNumberIsLeftOut() {
    var account =
        read(
                of("shop"),
                event(
                    "connection.update",
                    "{\"state\":\"open\",\"wuid\":\"0@s\",\"profileName\":\"\"}"))
            .connections()
            .getFirst()
            .account();

    assertThat(account.phoneNumber()).isEmpty();
    assertThat(account.pushName()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"event\":\"presence.update\"}",
        "{\"event\":\"presence.update\",\"instance\":\"shop\"}",
        "{\"event\":\"presence.update\",\"instance\":\"shop\",\"data\":[]}",
        "{\"event\":\"presence.update\",\"instance\":\"shop\",\"data\":{\"id\":\"1@lid\"}}",
        "{\"event\":\"connection.update\",\"instance\":\"shop\",\"data\":{}}",
        "{\"event\":7,\"instance\":\"shop\"}",
      })
  void anUnreadableBodyIsRefused(String body) {
    assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> read(of("shop"), body));
  }

  @Test
  void aMessageOfTheQueueNamesItsInstance() {
    assertThat(
            evolution.engineSession(
                "{\"event\":\"x\",\"instance\":\"shop\",\"dataType\":\"json\"}".getBytes(UTF_8)))
        .contains("shop");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{",
        "{\"event\":\"x\",\"instance\":\"shop\"}",
        "{\"event\":\"x\",\"instance\":7,\"dataType\":\"json\"}",
        "{\"instance\":\"shop\",\"dataType\":\"json\"}",
      })
  void anotherMessageNamesNone(String message) {
    assertThat(evolution.engineSession(message.getBytes(UTF_8))).isEmpty();
  }

  @Test
  void aRequestWithoutAuthorizationIsNotAuthentic() {
    var request = new IntakeRequest(new byte[0], _ -> Optional.empty(), TestClock.START);

    assertThat(evolution.isAuthentic(request, new Secret("secret-of-the-webhook"))).isFalse();
    assertThat(evolution.acceptsKeys()).isTrue();
  }
}
