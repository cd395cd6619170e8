package dev.presently.api.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.Examples;
import dev.presently.core.command.Command;
import dev.presently.core.command.CorrelationId;
import dev.presently.core.command.QueuedCommand;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.LastSeen;
import dev.presently.core.presence.PresenceState;
import dev.presently.core.session.SessionName;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetPresenceTest {
  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private static final String SALES = "5511999999999@s.whatsapp.net";

  private final SetPresence setPresence = new SetPresence(deployment);

  @ParameterizedTest
  @CsvSource({"available, AVAILABLE", "online, AVAILABLE"})
  void subscribersSeeIt(String word, PresenceState shown) {
    deployment.storeConnected("sales", "+5511999999999");
    deployment.storeConnected("desk", "+5511911111111");
    deployment.subscribe("desk", SALES);

    Answer answer =
        new Call().session("sales").body("{\"presence\":\"" + word + "\"}").to(setPresence);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{\"success\":true}");
    assertThat(deployment.presence("desk", SALES).orElseThrow().state()).isEqualTo(shown);
  }

  @Test
  void becomingUnavailableSetsLastSeen() {
    deployment.storeConnected("sales", "+5511999999999");
    deployment.storeConnected("desk", "+5511911111111");
    deployment.subscribe("desk", SALES);
    new Call().session("sales").body("{\"presence\":\"available\"}").to(setPresence);
    Instant left = deployment.clock.advance(Duration.ofSeconds(3));

    new Call().session("sales").body("{\"presence\":\"offline\"}").to(setPresence);

    assertThat(deployment.presence("desk", SALES).orElseThrow().lastSeen())
        .isEqualTo(new LastSeen.Visible(left));
  }

  @Test
  void aSessionThatIsNotConnectedIsAConflict() {
    deployment.store(Examples.loopback("sales"));

    assertThat(
            new Call()
                .session("sales")
                .body("{\"presence\":\"available\"}")
                .to(setPresence)
                .problem())
        .isEqualTo("409 session_not_connected");
  }

  @Test
  void anUnknownSessionIsNotFound() {
    assertThat(
            new Call()
                .session("nobody")
                .body("{\"presence\":\"available\"}")
                .to(setPresence)
                .problem())
        .isEqualTo("404 session_not_found");
  }

  @Test
  void anInvalidPresenceIsRefusedBeforeTheSessionIsRead() {
    assertThat(
            new Call()
                .session("nobody")
                .body("{\"presence\":\"composing\"}")
                .to(setPresence)
                .problem())
        .isEqualTo("400 invalid_value presence");
    assertThat(new Call().session("nobody").to(setPresence).problem())
        .isEqualTo("400 invalid_json");
  }

  private Answer setLater(String session, String word) {
    return new Call()
        .session(session)
        .body("{\"presence\":\"" + word + "\"}")
        .header("Prefer", "respond-async")
        .to(setPresence);
  }

  @Test
  void respondAsyncQueuesTheCommand() {
    deployment.storeConnected("sales", "+5511999999999");

    Answer answer = setLater("sales", "online");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.text()).isEqualTo("{\"correlationId\":\"cmd_1\"}");
    assertThat(deployment.commandQueue.commands())
        .containsExactly(
            new QueuedCommand(
                CorrelationId.of("1"),
                new Command.SetPresence(new SessionName("sales"), Availability.AVAILABLE),
                Call.REQUEST));
    assertThat(deployment.ownPresences.find(new SessionName("sales"))).isEmpty();
  }

  @Test
  void anImpossibleCommandIsAnsweredAtOnceDespiteRespondAsync() {
    deployment.store(Examples.loopback("sales"));
    deployment.store(Examples.remote("shop", "+5511999999999"));

    assertThat(setLater("sales", "busy").problem()).isEqualTo("400 invalid_value presence");
    assertThat(setLater("nobody", "available").problem()).isEqualTo("404 session_not_found");
    assertThat(setLater("sales", "available").problem()).isEqualTo("409 session_not_connected");
    assertThat(setLater("shop", "available").problem()).isEqualTo("409 session_not_connected");
    assertThat(deployment.commandQueue.commands()).isEmpty();
  }
}
