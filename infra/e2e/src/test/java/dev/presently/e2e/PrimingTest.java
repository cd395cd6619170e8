package dev.presently.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.access.Authorize;
import dev.presently.local.LocalRunner;
import dev.presently.local.RunnerOptions;
import java.util.ArrayList;
import java.util.List;
import org.crac.Resource;
import org.junit.jupiter.api.Test;

/** What the functions of the API do before Lambda takes their snapshots. */
class PrimingTest {
  @Test
  void everyFunctionOfTheApiIsPrimedWithoutAFaultAndChangesNothing() throws Exception {
    try (var said = new Said();
        var runner = LocalRunner.start(RunnerOptions.of(Repository.TEMPLATE))) {
      List<Resource> functions = new ArrayList<>();
      functions.add(new Authorize(runner.environment("AuthorizeFunction")));
      ApiFunction.all(runner).values().forEach(all -> functions.add((Resource) all.handler()));

      for (Resource function : functions) {
        function.beforeCheckpoint(null);
        function.afterRestore(null);
      }

      assertThat(functions).hasSizeGreaterThan(30);
      assertThat(said.text())
          .doesNotContain("not primed", "\"message\":\"failed\"", "went without");
      Api api = new Api(runner.baseUrl(), runner.apiKey().orElseThrow());
      assertThat(api.get("/api/sessions").list()).isEmpty();
      assertThat(api.get("/api/webhooks").list()).isEmpty();
      assertThat(new Api(runner.baseUrl(), runner.masterKey()).get("/admin/keys").list())
          .hasSize(1);
    }
  }
}
