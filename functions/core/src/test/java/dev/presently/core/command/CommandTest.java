package dev.presently.core.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.core.InvalidValue;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.SessionName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {
  private static final SessionName SHOP = new SessionName("shop");
  private static final Jid BOB = Jid.phone("5511999999999");

  @Test
  void onlyWhatASessionSaysOfItselfNeedsItsConnection() {
    assertThat(new Command.SetPresence(SHOP, Availability.AVAILABLE).needsConnection()).isTrue();
    assertThat(new Command.SendTyping(SHOP, BOB, Typing.PAUSED).needsConnection()).isTrue();
    assertThat(
            List.of(
                new Command.StartSession(SHOP, Optional.empty()),
                new Command.StopSession(SHOP),
                new Command.SubscribePresence(SHOP, BOB),
                new Command.SubscribeMany(SHOP, List.of("nobody"))))
        .noneMatch(Command::needsConnection);
  }

  @Test
  void aCorrelationIdIsRecognisedByItsBeginning() {
    assertThat(CorrelationId.of("7")).hasToString("cmd_7").isEqualTo(new CorrelationId("cmd_7"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cmd_", "7", "evt_7", "cmd_a b", "cmd_#"})
  void anythingElseIsNone(String text) {
    assertThatThrownBy(() -> new CorrelationId(text)).isInstanceOf(InvalidValue.class);
  }
}
