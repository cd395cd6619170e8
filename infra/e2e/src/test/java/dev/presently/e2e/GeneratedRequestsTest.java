package dev.presently.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.adapters.json.StrictJson;
import dev.presently.local.LocalRunner;
import dev.presently.local.RunnerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bad and odd requests to every operation: {@code -Drequests} of them, 10,000 without it, from
 * {@code -Drequests.seed}, through the handlers and over the local runner's tables and queues. None
 * may end in a fault of ours or show a name of ours.
 */
class GeneratedRequestsTest {
  private static final int REQUESTS = Integer.getInteger("requests", 3_000);
  private static final long SEED = Long.getLong("requests.seed", 1);

  private static final Pattern WORD = Pattern.compile("[a-z][a-z_]*");
  private static final Set<String> OF_AN_ERROR =
      Set.of("error", "code", "field", "requestId", "docs");

  /** None of these stands in a request, so none comes back as part of what was refused. */
  private static final List<String> NAMES_OF_OURS =
      List.of(
          "dev.presently",
          "Exception",
          "java.",
          "jackson",
          "software.amazon",
          "com.amazonaws",
          "DynamoDb",
          "Optional[",
          "_TABLE",
          "= :",
          "#revision",
          "\tat ");

  private static final Pattern EVENT_SOURCES =
      Pattern.compile(
          "(?m)^ {6}Events:\\n {8}\\w+:\\n {10}Type: (DynamoDB|SQS|Schedule\\w*)\\n( {8,}.*\\n)*");

  private static final Map<String, String> DOCS =
      Contract.PUBLISHED.operations().stream()
          .collect(Collectors.toMap(Operation::name, Operation::docs));

  @TempDir private Path directory;

  private final Map<Integer, Integer> statuses = new TreeMap<>();

  @Test
  void noneEndsInAFaultOfOursOrShowsANameOfOurs() {
    System.out.println("generated requests: " + REQUESTS + ", seed " + SEED);
    try (var runner = LocalRunner.start(RunnerOptions.of(withoutEventSources()))) {
      Map<String, ApiFunction> functions = ApiFunction.all(runner);
      List<String> names = new ArrayList<>(namesOf(runner, functions));
      names.addAll(NAMES_OF_OURS);
      List<ApiFunction> operations = List.copyOf(functions.values());
      makeSessions(functions);
      String webhook = makeWebhook(functions);
      for (int i = 0; i < REQUESTS; i++) {
        ApiFunction operation = operations.get(i % operations.size());
        var odd = new OddValues(new SplittableRandom(SEED * 1_000_003 + i));
        ObjectNode event = OddRequest.to(operation.name(), operation.sampleAbout(webhook), odd);
        String answer = operation.answer(event);
        String what =
            "request %d of seed %d, %s: %s%nanswered %s"
                .formatted(i, SEED, operation.name(), OddRequest.shown(event), answer);
        int status = check(what, answer, names, DOCS.getOrDefault(operation.name(), "?"));
        // Every other time the session stays away until somebody makes it.
        boolean isRenewed = i / operations.size() % 2 == 0;
        String name = operation.name();
        if (name.equals("createSession") || (name.equals("deleteSession") && isRenewed)) {
          makeSessions(functions);
        } else if (name.equals("deleteWebhook") && status == 200) {
          webhook = makeWebhook(functions);
        }
      }
    }
    System.out.println("answered, by status: " + statuses);

    assertThat(statuses.keySet()).contains(200, 201, 400, 401, 404, 409, 413, 415);
  }

  /** The template without what runs behind the API, which would take a third of the time. */
  private Path withoutEventSources() {
    String template = EVENT_SOURCES.matcher(Repository.text(Repository.TEMPLATE)).replaceAll("");
    try {
      return Files.writeString(directory.resolve("template.yaml"), template);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int check(String what, String text, List<String> names, String docs) {
    JsonNode answer = StrictJson.object(text);
    int status = answer.path("statusCode").decimalValueOpt().orElseThrow().intValueExact();
    statuses.merge(status, 1, Integer::sum);

    // Nothing listens at the engines' URL, and only that may be said.
    assertThat(status == 502 ? 400 : status).as(what).isBetween(200, 499);
    assertThat(names.stream().filter(text::contains).toList()).as(what).isEmpty();
    String body = answer.path("body").stringValueOpt().orElse("");
    if (status == 304) {
      assertThat(body).as(what).isEmpty();
    } else if (status == 502) {
      assertThat(StrictJson.object(body).path("code").stringValueOpt())
          .as(what)
          .contains("engine_unreachable");
    } else if (status >= 300) {
      checkProblem(what, StrictJson.object(body), answer.path("headers"), docs);
    } else {
      assertThat(StrictJson.object(body).hasNonNull("data")).as(what).isTrue();
    }
    return status;
  }

  private static void checkProblem(String what, JsonNode problem, JsonNode headers, String docs) {
    String sentence = problem.path("error").stringValueOpt().orElse("");

    assertThat(OF_AN_ERROR).as(what).containsAll(problem.propertyNames());
    assertThat(sentence).as(what).isNotBlank();
    assertThat(sentence.chars().noneMatch(Character::isISOControl)).as(what).isTrue();
    assertThat(problem.path("code").stringValueOpt().orElse("")).as(what).matches(WORD);
    assertThat(problem.path("docs").stringValueOpt().orElse("")).as(what).endsWith(docs);
    assertThat(problem.path("requestId").stringValueOpt()).as(what).isPresent();
    assertThat(problem.path("requestId").stringValueOpt())
        .as(what)
        .isEqualTo(headers.path("X-Request-Id").stringValueOpt());
    assertThat(headers.path("Content-Type").stringValueOpt()).as(what).contains("application/json");
  }

  /** Tables and queues by the names they have here. */
  private static Set<String> namesOf(LocalRunner runner, Map<String, ApiFunction> functions) {
    return functions.values().stream()
        .flatMap(function -> function.environment(runner).entrySet().stream())
        .filter(entry -> entry.getKey().matches(".*_(TABLE|URL)"))
        .map(Map.Entry::getValue)
        .collect(Collectors.toSet());
  }

  /** Makes the sessions that the samples ask for, where they are not there. */
  private static void makeSessions(Map<String, ApiFunction> functions) {
    ApiFunction createSession = Optional.ofNullable(functions.get("createSession")).orElseThrow();
    createSession.answer(createSession.sample());
    OddRequest.ENGINES.forEach(
        type ->
            createSession.answer(
                createSession.sampleWith(
                    "{'name':'%s','engine':{'type':'%s','url':'http://127.0.0.1:9/','webhookSecret':'%s'}}"
                        .formatted(type, type, OddRequest.SECRET)
                        .replace('\'', '"'))));
  }

  /** Makes a webhook, whose id it returns. */
  private static String makeWebhook(Map<String, ApiFunction> functions) {
    ApiFunction createWebhook = Optional.ofNullable(functions.get("createWebhook")).orElseThrow();
    String made =
        createWebhook.answer(
            createWebhook.sampleWith(
                "{\"url\":\"http://127.0.0.1:9/\",\"events\":[\"message.received\"]}"));
    return StrictJson.object(StrictJson.object(made).path("body").stringValueOpt().orElseThrow())
        .path("data")
        .path("id")
        .decimalValueOpt()
        .orElseThrow()
        .toString();
  }
}
