package dev.presently.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.core.Examples;
import dev.presently.core.InvalidValue;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.contact.PhoneNumber;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.Destination;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {
  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
  private static final SessionName SALES = new SessionName("sales");
  private static final Session.Profile NUMBERED =
      new Session.Profile(
          Optional.of(new PhoneNumber("+5511999999999")),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private static EngineSettings waha(Optional<Destination> url) {
    EngineSettings waha = EngineSettings.of(Examples.WAHA);
    return url.map(waha::withUrl).orElse(waha);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "Sales-1.b_c",
        "0",
        "a234567890123456789012345678901234567890123456789012345678901234"
      })
  void namesAreTitans(String name) {
    assertThat(SessionName.parse(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-a",
        ".a",
        "_a",
        "a b",
        "a/b",
        "ä",
        "a#b",
        "a2345678901234567890123456789012345678901234567890123456789012345"
      })
  void otherNamesAreRefused(String name) {
    assertThatThrownBy(() -> SessionName.parse(name))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("1 to 64");
  }

  @Test
  void aLoopbackSessionAnswersToItsPhoneNumber() {
    Session session = Session.create(SALES, EngineSettings.LOOPBACK, NUMBERED, NOW);

    assertThat(session.ownJids()).containsExactly(Jid.phone("5511999999999"));
    assertThat(session.status()).isEqualTo(SessionStatus.NEVER_STARTED);
  }

  @Test
  void aLoopbackSessionWithoutANumberAlwaysGetsTheSameMadeUpLid() {
    Session session = Session.create(SALES, EngineSettings.LOOPBACK, Session.Profile.EMPTY, NOW);
    Session again = Session.create(SALES, EngineSettings.LOOPBACK, Session.Profile.EMPTY, NOW);

    assertThat(session.profile().lid()).isPresent().isEqualTo(again.profile().lid());
    assertThat(session.ownJids()).containsExactly(session.profile().lid().orElseThrow());
    assertThat(
            Session.create(
                    new SessionName("desk"), EngineSettings.LOOPBACK, Session.Profile.EMPTY, NOW)
                .profile()
                .lid())
        .isNotEqualTo(session.profile().lid());
  }

  @Test
  void aSessionThatGetsANumberAnswersToBoth() {
    Session session = Session.create(SALES, EngineSettings.LOOPBACK, Session.Profile.EMPTY, NOW);
    Jid lid = session.profile().lid().orElseThrow();

    Session numbered =
        session.changed(EngineSettings.LOOPBACK, NUMBERED.withLid(lid), NOW.plusSeconds(1));

    assertThat(numbered.ownJids()).containsExactly(Jid.phone("5511999999999"), lid);
    assertThat(numbered.identity().map(Identity::jid)).contains(Jid.phone("5511999999999"));
    assertThat(numbered.updatedAt()).isEqualTo(NOW.plusSeconds(1));
  }

  @Test
  void aRemoteSessionIsNobodyInsideTheDeployment() {
    var url = Destination.parse("https://waha.presently.dev", AllowedPrivateHosts.NONE);
    Session session = Session.create(SALES, waha(Optional.of(url)), Session.Profile.EMPTY, NOW);

    assertThat(session.ownJids()).isEmpty();
    assertThat(session.identity()).isEmpty();
    assertThat(session.profile().lid()).isEmpty();
  }

  @Test
  void aLoopbackEngineTakesNoSettings() {
    assertThatThrownBy(() -> EngineSettings.LOOPBACK.withSession("x"))
        .isInstanceOf(InvalidValue.class);
    assertThatThrownBy(
            () ->
                EngineSettings.LOOPBACK.with(
                    new EngineSettings.Options(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(true))))
        .isInstanceOf(InvalidValue.class);
  }

  @Test
  void anEngineTypeIsOneWord() {
    assertThat(new EngineType("evolution-go")).hasToString("evolution-go");
    assertThatThrownBy(() -> new EngineType("two words")).isInstanceOf(InvalidValue.class);
  }

  @Test
  void aSecretIsNeverPrinted() {
    assertThat(Secret.parse("hunter2hunter2")).hasToString("***");
    assertThatThrownBy(() -> Secret.parse("")).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> Secret.parse("x".repeat(513))).isInstanceOf(InvalidValue.class);
  }

  @Test
  void theSameToldAnewIsTheSameSession() {
    Session session = Session.create(SALES, EngineSettings.LOOPBACK, Session.Profile.EMPTY, NOW);

    assertThat(session.changed(session.engine(), Session.Profile.EMPTY, NOW.plusSeconds(1)))
        .isSameAs(session);
  }

  @Test
  void anEngineOfAnotherTypeIsNotConnectedYet() {
    var url = Destination.parse("https://waha.presently.dev", AllowedPrivateHosts.NONE);
    Session connected =
        Session.create(SALES, EngineSettings.LOOPBACK, Session.Profile.EMPTY, NOW)
            .withStatus(SessionStatus.CONNECTED, NOW);

    Session moved = connected.changed(waha(Optional.of(url)), connected.profile(), NOW);

    assertThat(moved.status()).isEqualTo(SessionStatus.STOPPED);
  }
}
