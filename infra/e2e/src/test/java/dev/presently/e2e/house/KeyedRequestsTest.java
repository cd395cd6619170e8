package dev.presently.e2e.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.presently.adapters.json.StrictJson;
import dev.presently.e2e.house.Template.Function;
import dev.presently.local.LocalRunner;
import dev.presently.local.RunnerOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every operation that is told of the Usage table counts its caller there, as it is deployed. */
class KeyedRequestsTest {
  private static final Permission USAGE = new Permission("dynamodb:UpdateItem", "UsageTable");

  private final List<Function> functions =
      Template.read().functions().stream()
          .filter(function -> function.variables().containsKey("USAGE_TABLE"))
          // They answer over a WebSocket, without headers.
          .filter(function -> !function.handler().startsWith("dev.presently.api.live."))
          .toList();

  @Test
  void allButHealthAndIntakeCountTheirCallers() throws Exception {
    assertThat(functions).hasSize(31);
    try (var runner = LocalRunner.start(RunnerOptions.of(House.ROOT.resolve("template.yaml")))) {
      for (var function : functions) {
        var answer = answer(function, runner);

        assertThat(answer.path("statusCode").decimalValueOpt().orElseThrow().intValue())
            .as(function.logicalName())
            .isLessThan(500);
        assertThat(answer.path("headers").path("X-RateLimit-Limit").stringValueOpt())
            .contains("600");
        assertThat(answer.path("headers").path("X-RateLimit-Remaining").stringValueOpt())
            .isPresent();
        assertThat(PolicyGuard.permissionsUsedBy(function.logicalName())).contains(USAGE);
      }
      // All in one count; a few less than they were, where a minute began meanwhile.
      assertThat(remaining(answer(functions.getFirst(), runner))).isLessThan(590);
    }
    assertThat(PolicyGuard.refused()).isEmpty();
  }

  @Test
  void aRepetitionMakesNoSecondSession() throws Exception {
    try (var runner = LocalRunner.start(RunnerOptions.of(House.ROOT.resolve("template.yaml")))) {
      var create =
          functions.stream()
              .filter(f -> f.name().equals("CreateSession"))
              .findFirst()
              .orElseThrow();

      var first = answer(create, runner);
      var again = answer(create, runner);

      assertThat(first.path("statusCode").decimalValueOpt().orElseThrow().intValue())
          .isEqualTo(201);
      assertThat(again.path("statusCode").decimalValueOpt().orElseThrow().intValue())
          .isEqualTo(201);
      assertThat(again.path("body").stringValueOpt())
          .isEqualTo(first.path("body").stringValueOpt());
      assertThat(remaining(again)).isEqualTo(remaining(first) - 1);
    }
  }

  private static int remaining(JsonNode answer) {
    return Integer.parseInt(
        answer.path("headers").path("X-RateLimit-Remaining").stringValueOpt().orElseThrow());
  }

  /** What the function answers to its sample event, with a key in its context. */
  private static JsonNode answer(Function function, LocalRunner runner) throws Exception {
    var handler =
        (RequestStreamHandler)
            Class.forName(function.handler())
                .getConstructor(Map.class)
                .newInstance(runner.environment(function.logicalName()));
    var out = new ByteArrayOutputStream();
    handler.handleRequest(new ByteArrayInputStream(event(function)), out, context());
    return StrictJson.read(out.toByteArray());
  }

  private static byte[] event(Function function) throws IOException {
    var sample = House.ROOT.resolve("events").resolve(House.kebab(function.name()) + ".json");
    var event = StrictJson.object(Files.readString(sample));
    event
        .withObject("headers")
        .put("Authorization", "Bearer another-callers-key")
        .put("Idempotency-Key", "once");
    return StrictJson.bytes(event);
  }

  /** Asked for nothing, for every sample has a request id. */
  private static Context context() {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(), new Class<?>[] {Context.class}, (_, _, _) -> "none");
  }
}
