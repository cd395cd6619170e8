package dev.presently.e2e.bench;

import dev.presently.e2e.bench.Load.Sent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Measures the local runner and prints a table. All calls are HTTP, from another process on the
 * same machine; the time of a change runs from the moment its request was due until its event
 * arrived.
 */
public final class Bench {
  private static final List<String> PARTS = List.of("runner", "artifacts", "cold");
  private static final int CLIENTS = 8;
  private static final int CONTACTS = 200;
  private static final Duration WARM_UP = Duration.ofSeconds(25);

  /** On two cores the JVM compiles hot code for about a minute. */
  private static final Duration UNTIL_COMPILED = Duration.ofSeconds(60);

  private static final Duration CLOSED = Duration.ofSeconds(10);
  private static final Duration OPEN = Duration.ofSeconds(30);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Path project;
  private final List<String> rows = new ArrayList<>();

  private Bench(Path project) {
    this.project = project;
  }

  /**
   * Measures the named parts: {@code runner}, {@code artifacts}, {@code cold}, {@code delivery},
   * {@code calls}, which is a part of delivery, {@code live} and {@code scale}; without arguments
   * the first three.
   */
  public static void main(String[] arguments) throws Exception {
    List<String> parts = arguments.length == 0 ? PARTS : List.of(arguments);
    int compare = parts.indexOf("compare");
    var bench = new Bench(Path.of(System.getProperty("presently.root", ".")).toAbsolutePath());
    if (parts.contains("runner")) {
      bench.runner();
    }
    if (parts.contains("artifacts")) {
      bench.artifacts();
    }
    if (parts.contains("cold")) {
      bench.coldStarts(Optional.ofNullable(System.getProperty("presently.runtime.client")));
    }
    if (parts.contains("delivery")) {
      new DeliveryBench(bench.project, bench::row).measure();
    } else if (parts.contains("calls")) {
      new DeliveryBench(bench.project, bench::row).calls();
    }
    if (compare >= 0) {
      Path adapter = Path.of(parts.get(compare + 1));
      new CompareBench(bench.project, adapter, bench::row).measure();
    }
    if (parts.contains("live")) {
      new LiveBench(bench.project, bench::row).measure();
    }
    if (parts.contains("scale")) {
      new ScaleBench(bench::row).measure();
    }
    System.out.println();
    System.out.println("| what | measured |");
    System.out.println("|---|---|");
    bench.rows.forEach(System.out::println);
    System.out.printf(
        "%non %d cores, Java %s%n",
        Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"));
  }

  private void runner() throws Exception {
    try (var runner = RunnerProcess.start(project, List.of());
        var receiver = new MeasuringReceiver()) {
      row(
          "start, process to first answer",
          "%.1f s".formatted(runner.startTime().toMillis() / 1e3));
      var caller = new BenchCaller(runner.baseUrl(), runner.apiKey());
      var engine = new SimulatedEngine(caller, "shop", CONTACTS);
      reads(caller, engine);
      writes(engine);
      caller.post(
          "/api/webhooks",
          "{\"url\":\"%s\",\"session\":\"shop\",\"hmacKey\":\"a-key-for-the-benchmark\",\"coalesce\":false}"
              .formatted(receiver.url()));
      Load.open(50, WARM_UP, engine);
      for (int perSecond : new int[] {20, 200}) {
        latency(perSecond, engine, receiver);
      }
      row("memory of the process, at most", "%d MB".formatted(runner.memoryMiB()));
    }
  }

  private void reads(BenchCaller caller, SimulatedEngine engine) throws Exception {
    String path = "/api/sessions/" + engine.session() + "/presence/";
    for (int contact = 0; contact < CONTACTS; contact++) {
      engine.change(contact);
    }
    IntConsumer read = client -> caller.get(path + SimulatedEngine.number(client));
    double first = Load.closed(CLIENTS, CLOSED, read);
    Load.closed(CLIENTS, UNTIL_COMPILED, read);
    double warm = Load.closed(CLIENTS, CLOSED, read);
    row(
        "reads (getPresence), 8 clients, in the first 10 s and after a minute",
        "%.0f/s, %.0f/s".formatted(first, warm));
  }

  private void writes(SimulatedEngine engine) throws Exception {
    Load.closed(CLIENTS, WARM_UP, engine::change);
    double perSecond = Load.closed(CLIENTS, CLOSED, engine::change);
    row("writes (receiveEngineEvents, each a change), 8 clients", "%.0f/s".formatted(perSecond));
  }

  private void latency(int perSecond, SimulatedEngine engine, MeasuringReceiver receiver)
      throws Exception {
    List<Sent> sent = Load.open(perSecond, OPEN, engine);
    long backlog = missing(sent, receiver);
    within(GRACE, () -> missing(sent, receiver) == 0);
    long left = missing(sent, receiver);
    within(Duration.ofSeconds(60), () -> missing(sent, receiver) == 0);
    var timings =
        Timings.of(
            sent.stream()
                .flatMapToLong(
                    change ->
                        receiver
                            .arrival(change.contact(), change.seq())
                            .map(at -> at - change.begun())
                            .stream()
                            .mapToLong(Long::longValue)));
    row(
        "change → webhook at " + perSecond + "/s for 30 s",
        "p50 %.0f ms, p99 %.0f ms (%d of %d arrived; undelivered at the end %d, 5 s later %d)"
            .formatted(
                timings.millis(0.5),
                timings.millis(0.99),
                timings.count(),
                sent.size(),
                backlog,
                left));
  }

  private static long missing(List<Sent> sent, MeasuringReceiver receiver) {
    return sent.stream()
        .filter(change -> receiver.arrival(change.contact(), change.seq()).isEmpty())
        .count();
  }

  static void within(Duration time, BooleanSupplier done) {
    long end = System.nanoTime() + time.toNanos();
    while (!done.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private void artifacts() throws IOException {
    for (var artifact : Artifacts.sizes(project).entrySet()) {
      row(
          "artifact " + artifact.getKey() + ", zipped",
          "%.1f MB".formatted(artifact.getValue() / 1e6));
    }
  }

  private void coldStarts(Optional<String> runtimeClient) throws Exception {
    Path bench = project.resolve("../shared/bench");
    if (runtimeClient.isEmpty() || !Files.exists(bench.resolve("coldstart.py"))) {
      System.out.println("cold starts: not measured, the floor is not beside the project");
      return;
    }
    Path work = Files.createTempDirectory("presently-bench");
    Map<String, ColdStart.Times> times =
        new ColdStart(project, bench, work, runtimeClient.get()).measure();
    ColdStart.Times floor = Objects.requireNonNull(times.get(ColdStart.FLOOR));
    times.forEach(
        (name, each) ->
            row(
                "cold first answer, later ones p50, " + name,
                "%.0f ms, %.2f × the floor; %.1f ms, the floor + %.1f ms"
                    .formatted(
                        each.cold(),
                        each.cold() / floor.cold(),
                        each.warm(),
                        each.warm() - floor.warm())));
  }

  private void row(String what, String measured) {
    System.out.println(what + ": " + measured);
    rows.add("| " + what + " | " + measured + " |");
  }
}
