package dev.presently.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.Examples;
import org.junit.jupiter.api.Test;

class GetSessionTest {
  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private final GetSession getSession = new GetSession(deployment);

  @Test
  void anErrorLinksToItsOperationInTheExplorer() {
    Answer answer = new Call().session("shop").to(getSession);

    assertThat(answer.json().path("docs").stringValueOpt())
        .contains(
            "https://k3v9w2x1y0.execute-api.sa-east-1.amazonaws.com/live/docs#/sessions/getSession");
  }

  @Test
  void aSessionIsShownWithoutItsEnginesSecrets() {
    deployment.store(Examples.remote("shop", "+5511999999999"));

    Answer answer = new Call().session("shop").to(getSession);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text())
        .isEqualTo(
            "{\"name\":\"shop\",\"status\":\"DISCONNECTED\",\"phoneNumber\":\"+5511999999999\","
                + "\"engine\":{\"type\":\"waha\",\"url\":\"https://engine.presently.dev/waha\","
                + "\"session\":\"default\",\"intakeUrl\":\"https://k3v9w2x1y0.execute-api.sa-east-1"
                + ".amazonaws.com/live/api/intake/shop\"},\"createdAt\":\"2026-03-02T10:00:00Z\","
                + "\"updatedAt\":\"2026-03-02T10:00:00Z\"}");
  }

  @Test
  void aStoppedSessionShowsTheReason() {
    deployment.storeConnected("sales", "+5511999999999");
    deployment.engine("sales").stop();

    assertThat(
            new Call().session("sales").to(getSession).data().path("statusReason").stringValueOpt())
        .contains("MANUAL_STOP");
  }

  @Test
  void anUnknownSessionIsNotFound() {
    assertThat(new Call().session("nobody").to(getSession).problem())
        .isEqualTo("404 session_not_found");
  }

  @Test
  void anInvalidNameIsRefused() {
    assertThat(new Call().session("-no").to(getSession).problem())
        .isEqualTo("400 invalid_value session");
  }
}
