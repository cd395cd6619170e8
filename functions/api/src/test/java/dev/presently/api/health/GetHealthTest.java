package dev.presently.api.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Call;
import dev.presently.api.InMemoryDeployment;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GetHealthTest {
  @Test
  void itShowsTheVersion() {
    var deployment = new InMemoryDeployment();
    deployment.version = "1.2.3";

    assertThat(new Call().to(new GetHealth(deployment)).body())
        .isEqualTo("{\"data\":{\"status\":\"ok\",\"version\":\"1.2.3\"}}");
  }

  @Test
  void itNeedsNothingFromTheEnvironment() {
    assertThat(new Call().to(new GetHealth(Map.of())).data().path("version").stringValue())
        .matches("\\d+\\.\\d+\\.\\d+.*");
  }
}
