package dev.presently.e2e.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.presently.adapters.json.Json;
import dev.presently.adapters.json.JsonReader;
import dev.presently.adapters.json.JsonWriter;
import dev.presently.e2e.house.Template.Function;
import dev.presently.local.LocalRunner;
import dev.presently.local.RunnerOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every operation that is told of the Usage table counts its caller there, as it is deployed. */
class KeyedRequestsTest {
  private static final Permission USAGE = new Permission("dynamodb:UpdateItem", "UsageTable");

  private final List<Function> functions =
      Template.read().functions().stream()
          .filter(function -> function.variables().containsKey("USAGE_TABLE"))
          .toList();

  @Test
  void allButHealthAndIntakeCountTheirCallers() throws Exception {
    assertThat(functions).hasSize(26);
    try (var runner = LocalRunner.start(RunnerOptions.of(House.ROOT.resolve("template.yaml")))) {
      for (var function : functions) {
        var answer = answer(function, runner);

        assertThat(answer.number("statusCode").orElseThrow().intValue())
            .as(function.logicalName())
            .isLessThan(500);
        assertThat(answer.object("headers").text("X-RateLimit-Limit")).contains("600");
        assertThat(answer.object("headers").text("X-RateLimit-Remaining")).isPresent();
        assertThat(PolicyGuard.usedBy(function.logicalName())).contains(USAGE);
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

      assertThat(first.number("statusCode").orElseThrow().intValue()).isEqualTo(201);
      assertThat(again.number("statusCode").orElseThrow().intValue()).isEqualTo(201);
      assertThat(again.text("body")).isEqualTo(first.text("body"));
      assertThat(remaining(again)).isEqualTo(remaining(first) - 1);
    }
  }

  private static int remaining(Json.Obj answer) {
    return Integer.parseInt(answer.object("headers").text("X-RateLimit-Remaining").orElseThrow());
  }

  /** What the function answers to its sample event, with a key in its context. */
  private static Json.Obj answer(Function function, LocalRunner runner) throws Exception {
    var handler =
        (RequestStreamHandler)
            Class.forName(function.handler())
                .getConstructor(Map.class)
                .newInstance(runner.environment(function.logicalName()));
    var out = new ByteArrayOutputStream();
    handler.handleRequest(new ByteArrayInputStream(event(function)), out, context());
    return JsonReader.object(out.toByteArray());
  }

  private static byte[] event(Function function) throws IOException {
    var sample = House.ROOT.resolve("events").resolve(House.kebab(function.name()) + ".json");
    var event = JsonReader.object(Files.readAllBytes(sample));
    var keyed =
        with(
            event,
            "headers",
            with(event.object("headers"), "Idempotency-Key", new Json.Text("once")));
    return JsonWriter.text(keyed).getBytes(StandardCharsets.UTF_8);
  }

  private static Json.Obj with(Json.Obj object, String field, Json value) {
    var fields = new LinkedHashMap<>(object.fields());
    fields.put(field, value);
    return new Json.Obj(fields);
  }

  /** Asked for nothing, for every sample has a request id. */
  private static Context context() {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(), new Class<?>[] {Context.class}, (_, _, _) -> "none");
  }
}
