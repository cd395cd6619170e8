package dev.presently.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LocalBadInputScenariosTest extends BadInputScenarios {
  @Override
  Deployment deployment() {
    return new LocalDeployment();
  }

  @Test
  void whatTheRunnerRefusesByItselfLinksToTheExplorer() {
    Deployment deployment = deployment();
    Answer answer = Api.of(deployment).get("/api/nothing");

    assertThat(answer.body().path("docs").asString()).isEqualTo(deployment.baseUrl() + "/docs");
  }
}
