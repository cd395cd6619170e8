package dev.presently.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.Examples;
import dev.presently.core.command.Command;
import dev.presently.core.command.CorrelationId;
import dev.presently.core.command.QueuedCommand;
import dev.presently.core.session.SessionName;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartSessionTest {
  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private final StartSession startSession = new StartSession(deployment);

  @Test
  void theAnswerIsTheChangedSession() {
    deployment.store(Examples.loopback("sales"));

    Answer answer = new Call().session("sales").to(startSession);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.data().path("status").stringValueOpt()).contains("CONNECTED");
    assertThat(deployment.session("sales").status().isConnected()).isEqualTo(true);
  }

  @Test
  void aRepetitionAnswersTheSameAndWritesNothing() {
    deployment.store(Examples.loopback("sales"));
    Answer first = new Call().session("sales").body("{}").to(startSession);
    deployment.clock.advance(Duration.ofSeconds(1));

    Answer second = new Call().session("sales").body("{}").to(startSession);

    assertThat(second.body()).isEqualTo(first.body());
  }

  @Test
  void anUnknownSessionIsNotFound() {
    assertThat(new Call().session("nobody").to(startSession).problem())
        .isEqualTo("404 session_not_found");
  }

  @Test
  void aBodyWithFieldsIsRefused() {
    assertThat(new Call().session("sales").body("{\"now\":true}").to(startSession).problem())
        .isEqualTo("400 unknown_field now");
  }

  @Test
  void respondAsyncQueuesTheCommand() {
    deployment.store(Examples.loopback("sales"));

    Answer answer = new Call().session("sales").header("Prefer", "respond-async").to(startSession);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.text()).isEqualTo("{\"correlationId\":\"cmd_1\"}");
    assertThat(answer.header("Preference-Applied")).isEqualTo("respond-async");
    assertThat(deployment.commandQueue.commands())
        .containsExactly(
            new QueuedCommand(
                CorrelationId.of("1"),
                new Command.StartSession(
                    new SessionName("sales"),
                    Optional.of(
                        URI.create(
                            "https://k3v9w2x1y0.execute-api.sa-east-1.amazonaws.com/live/api/intake/sales"))),
                Call.REQUEST));
    assertThat(deployment.session("sales").status().isConnected()).isFalse();
  }

  @Test
  void anUnknownSessionIsNotFoundAtOnceDespiteRespondAsync() {
    assertThat(
            new Call()
                .session("nobody")
                .header("Prefer", "respond-async")
                .to(startSession)
                .problem())
        .isEqualTo("404 session_not_found");
    assertThat(deployment.commandQueue.commands()).isEmpty();
  }
}
