package dev.presently.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.command.Command;
import dev.presently.core.command.CorrelationId;
import dev.presently.core.command.QueuedCommand;
import dev.presently.core.session.SessionName;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StopSessionTest {
  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private final StopSession stopSession = new StopSession(deployment);

  @Test
  void theAnswerIsTheChangedSession() {
    deployment.storeConnected("sales", "+5511999999999");

    Answer answer = new Call().session("sales").to(stopSession);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.data().path("status").stringValueOpt()).contains("DISCONNECTED");
    assertThat(deployment.session("sales").status().isConnected()).isEqualTo(false);
  }

  @Test
  void aRepetitionAnswersTheSameAndWritesNothing() {
    deployment.storeConnected("sales", "+5511999999999");
    Answer first = new Call().session("sales").body("{}").to(stopSession);
    deployment.clock.advance(Duration.ofSeconds(1));

    Answer second = new Call().session("sales").body("{}").to(stopSession);

    assertThat(second.body()).isEqualTo(first.body());
  }

  @Test
  void anUnknownSessionIsNotFound() {
    assertThat(new Call().session("nobody").to(stopSession).problem())
        .isEqualTo("404 session_not_found");
  }

  @Test
  void aBodyWithFieldsIsRefused() {
    assertThat(new Call().session("sales").body("{\"now\":true}").to(stopSession).problem())
        .isEqualTo("400 unknown_field now");
  }

  @Test
  void respondAsyncQueuesTheCommand() {
    deployment.storeConnected("sales", "+5511999999999");

    Answer answer = new Call().session("sales").header("Prefer", "respond-async").to(stopSession);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.text()).isEqualTo("{\"correlationId\":\"cmd_1\"}");
    assertThat(deployment.commandQueue.commands())
        .containsExactly(
            new QueuedCommand(
                CorrelationId.of("1"),
                new Command.StopSession(new SessionName("sales")),
                Call.REQUEST));
    assertThat(deployment.session("sales").status().isConnected()).isTrue();
  }

  @Test
  void anInvalidRequestIsRefusedAtOnceDespiteRespondAsync() {
    assertThat(
            new Call()
                .session("sales")
                .body("{\"now\":true}")
                .header("Prefer", "respond-async")
                .to(stopSession)
                .problem())
        .isEqualTo("400 unknown_field now");
  }
}
