package dev.presently.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.adapters.json.Json;
import dev.presently.adapters.json.JsonReader;
import dev.presently.adapters.json.JsonWriter;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Secret;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.testkit.Examples;
import dev.presently.testkit.TestClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Bad and odd requests to every operation of docs/openapi.yaml: {@code -Drequests} of them, 10,000
 * without it, from {@code -Drequests.seed}. None may end in a fault of ours or show a name of ours.
 */
class GeneratedRequestsTest {
  private static final Path ROOT = Path.of("..", "..");
  private static final int REQUESTS = Integer.getInteger("requests", 10_000);
  private static final long SEED = Long.getLong("requests.seed", 1);
  private static final int REQUESTS_OF_A_DEPLOYMENT = 100;

  private static final Pattern OPERATION = Pattern.compile("^ +operationId: (\\w+)$");
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
          "amazonaws",
          "DynamoDb",
          "InMemory",
          "Optional[",
          "Registry",
          "_TABLE",
          ":read",
          "#revision",
          "@s3cret",
          "\tat ");

  private final Map<String, Json.Obj> samples = samples();
  private final Map<Integer, Integer> statuses = new TreeMap<>();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @Test
  void noneEndsInAFaultOfOursOrShowsANameOfOurs() {
    System.out.println("generated requests: " + REQUESTS + ", seed " + SEED);
    List<String> operations = List.copyOf(samples.keySet());
    Handlers handlers = handlers();
    for (int i = 0; i < REQUESTS; i++) {
      if (i % REQUESTS_OF_A_DEPLOYMENT == 0) {
        handlers = handlers();
      }
      String operation = operations.get(i % operations.size());
      var odd = new OddValues(new SplittableRandom(SEED * 1_000_003 + i));
      Json.Obj event = OddRequest.to(operation, samples.get(operation), odd);
      check("request " + i + " of seed " + SEED + ", " + operation, handlers.of(operation), event);
    }
    System.out.println("answered, by status: " + statuses);

    assertThat(statuses.keySet()).contains(200, 201, 400, 404, 409, 413, 415);
  }

  private void check(String what, ApiHandler handler, Json.Obj event) {
    log.reset();
    String text = answered(handler, event);
    Answer answer = new Answer(JsonReader.object(text));
    String told = what + ": " + OddRequest.shown(event) + "\nanswered " + text;
    statuses.merge(answer.status(), 1, Integer::sum);

    assertThat(answer.status())
        .as(() -> told + "\n" + log.toString(StandardCharsets.UTF_8))
        .isBetween(200, 499);
    assertThat(NAMES_OF_OURS.stream().filter(text::contains).toList()).as(told).isEmpty();
    if (answer.status() == 304) {
      assertThat(answer.body()).as(told).isEmpty();
    } else if (answer.status() >= 300) {
      checkProblem(told, answer);
    } else {
      assertThat(answer.json().get("data")).as(told).isPresent();
    }
  }

  private static void checkProblem(String told, Answer answer) {
    Json.Obj problem = answer.json();

    assertThat(OF_AN_ERROR).as(told).containsAll(problem.fields().keySet());
    assertThat(problem.text("error").orElse("")).as(told).isNotBlank();
    assertThat(problem.text("error").orElse("").chars().noneMatch(Character::isISOControl))
        .as(told)
        .isTrue();
    assertThat(problem.text("code").orElse("")).as(told).matches(WORD);
    assertThat(problem.text("requestId")).as(told).contains(answer.header("X-Request-Id"));
    assertThat(answer.header("Content-Type")).as(told).isEqualTo("application/json");
  }

  private static String answered(ApiHandler handler, Json.Obj event) {
    var out = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(JsonWriter.text(event).getBytes(StandardCharsets.UTF_8)),
          out,
          new NamedContext("lambda-1"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** A deployment in which the samples find what they ask for. */
  private Handlers handlers() {
    var here = new Deployment();
    here.hosts.withPublic("receiver.example.com");
    here.hasConnected("sales", "+5511900000001");
    here.hasConnected("shop", "+5511999999999");
    here.subscribe("sales", "5511999999999@s.whatsapp.net");
    for (EngineType type : List.of(EngineType.WAHA, EngineType.WUZAPI, EngineType.TITAN)) {
      here.has(remote(type));
    }
    here.webhooks.save(Examples.webhook(here.webhooks.nextId().value()));
    return new Handlers(here, new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  private static Session remote(EngineType type) {
    return Session.create(
        new SessionName(type.word()),
        new EngineSettings(
            type,
            Optional.of(Examples.url("https://engine.presently.dev/")),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Secret(OddRequest.SECRET))),
        Session.Profile.EMPTY,
        TestClock.START);
  }

  /** Each operation's sample event, by its name. */
  private static Map<String, Json.Obj> samples() {
    try {
      return Files.readAllLines(ROOT.resolve("docs/openapi.yaml")).stream()
          .map(OPERATION::matcher)
          .filter(Matcher::matches)
          .map(matcher -> matcher.group(1))
          .collect(
              Collectors.toMap(
                  Function.identity(), GeneratedRequestsTest::sample, (a, _) -> a, TreeMap::new));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Json.Obj sample(String operation) {
    String file = operation.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT) + ".json";
    try {
      return JsonReader.object(Files.readAllBytes(ROOT.resolve("events").resolve(file)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
