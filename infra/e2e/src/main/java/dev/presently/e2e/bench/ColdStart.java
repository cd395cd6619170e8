package dev.presently.e2e.bench;

import dev.presently.local.LocalRunner;
import dev.presently.local.RunnerOptions;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Time to the first answer of a fresh Lambda JVM, and of the answers after it, compared with a
 * minimal function that does the same job (the floor). Needs the measuring script and the floor
 * next to the project, and Python. The candidates are measured in turn.
 */
final class ColdStart {
  static final String FLOOR = "floor";
  private static final int ROUNDS = 4;
  private static final int STARTS = 2;
  private static final int WARM_ANSWERS = 100;
  private static final Pattern TIMES = Pattern.compile("cold_ms (\\d+).*warm_p50_ms ([\\d.]+)");

  /** Milliseconds. */
  record Times(double cold, double warm) {}

  private final Path project;
  private final Path bench;
  private final Path work;
  private final String runtimeClient;

  /** {@code runtimeClient} is the class path of AWS's runtime interface client. */
  ColdStart(Path project, Path bench, Path work, String runtimeClient) {
    this.project = project;
    this.bench = bench;
    this.work = work;
    this.runtimeClient = runtimeClient;
  }

  /** By operation, the floor among them: the medians of all rounds. */
  Map<String, Times> measure() throws IOException, InterruptedException {
    RunnerOptions options = RunnerOptions.of(project.resolve("template.yaml"));
    try (LocalRunner loopback = LocalRunner.start(options);
        LocalRunner engine = LocalRunner.start(options)) {
      ColdStartWorld.withLoopback(loopback);
      ColdStartWorld.withFloor(loopback);
      ColdStartWorld.withEngine(engine);
      return takeTurns(candidates(loopback, engine));
    }
  }

  private Map<String, List<String>> candidates(LocalRunner loopback, LocalRunner engine)
      throws IOException, InterruptedException {
    Map<String, List<String>> candidates = new LinkedHashMap<>();
    candidates.put(
        FLOOR,
        command(
            write("floor.json", "{\"pathParameters\":{\"id\":\"1\"}}"),
            List.of(
                "--env", "PRODUCT_TABLE_NAME=" + ColdStartWorld.FLOOR_TABLE,
                "--env", "AWS_ENDPOINT_URL_DYNAMODB=" + loopback.dynamoDbEndpoint()),
            compileFloor() + ":" + apiClasses(),
            "LeanGet"));
    for (ColdStartWorld.Operation operation : ColdStartWorld.OPERATIONS) {
      LocalRunner runner = operation.sample().startsWith("receive") ? engine : loopback;
      candidates.put(
          operation.handler().replaceAll(".*\\.", ""),
          command(
              write(operation.sample(), ColdStartWorld.event(project, operation)),
              ColdStartWorld.environment(runner, operation),
              apiClasses(),
              operation.handler()));
    }
    return candidates;
  }

  private static Map<String, Times> takeTurns(Map<String, List<String>> candidates)
      throws IOException, InterruptedException {
    Map<String, List<Times>> measured = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (var candidate : candidates.entrySet()) {
        measured
            .computeIfAbsent(candidate.getKey(), _ -> new ArrayList<>())
            .add(times(candidate.getValue()));
      }
    }
    Map<String, Times> medians = new LinkedHashMap<>();
    measured.forEach(
        (name, times) ->
            medians.put(
                name,
                new Times(
                    median(times.stream().map(Times::cold).toList()),
                    median(times.stream().map(Times::warm).toList()))));
    return medians;
  }

  private String apiClasses() {
    Path api = project.resolve("functions/api/target/api");
    return api + ":" + api.resolve("lib") + "/*";
  }

  private Path compileFloor() throws IOException, InterruptedException {
    Path classes = Files.createDirectories(work.resolve(FLOOR));
    String javac = Path.of(System.getProperty("java.home"), "bin", "javac").toString();
    String source = bench.resolve("floor/LeanGet.java").toString();
    int ended =
        new ProcessBuilder(javac, "-cp", libraries(), "-d", classes.toString(), source)
            .inheritIO()
            .start()
            .waitFor();
    if (ended != 0) {
      throw new IllegalStateException("the floor does not compile");
    }
    return classes;
  }

  private String libraries() throws IOException {
    try (Stream<Path> jars = Files.list(project.resolve("functions/api/target/api/lib"))) {
      return jars.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
  }

  private List<String> command(
      Path event, List<String> environment, String classes, String handler) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>();
    command.addAll(List.of("python3", bench.resolve("coldstart.py").toString()));
    command.addAll(
        List.of("--n", Integer.toString(STARTS), "--warm", Integer.toString(WARM_ANSWERS)));
    command.addAll(List.of("--event", event.toString(), "--java", java));
    command.addAll(environment);
    command.addAll(List.of(classes + ":" + runtimeClient, handler));
    return command;
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(work.resolve(name), text);
  }

  private static Times times(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    Matcher times = TIMES.matcher(said);
    if (!times.find() || !said.contains("\"statusCode\":200")) {
      throw new IllegalStateException("no cold start was measured: " + said);
    }
    return new Times(Double.parseDouble(times.group(1)), Double.parseDouble(times.group(2)));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
  }
}
