package dev.presently.e2e.bench;

import dev.presently.e2e.bench.Load.Sent;
import dev.presently.e2e.bench.MeasuringReceiver.Behaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Measures deliveries: throughput, latency, how a slow, failing or hanging receiver affects the
 * others and the order, and the recovery of a killed runner. Webhooks do not coalesce here, so
 * every event must arrive.
 */
final class DeliveryBench {
  private static final int CONTACTS = 100;
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final Duration MEASURED = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration HANGS = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofSeconds(10);

  /** The JVM compiles what was hot for about a minute after load; schedules run once a minute. */
  private static final Duration UNTIL_COMPILED = Duration.ofSeconds(60);

  private static final Duration IDLE_MINUTE = Duration.ofSeconds(60);
  private static final Duration ONE_BY_ONE = Duration.ofSeconds(10);
  private static final int KILLED_AMONG = 2_000;

  private final Path project;
  private final BiConsumer<String, String> row;

  DeliveryBench(Path project, BiConsumer<String, String> row) {
    this.project = project;
    this.row = row;
  }

  void measure() throws Exception {
    throughput(50);
    throughput(1);
    calls();
    idle();
    isolation();
    order("receiver takes 0–30 ms", request -> after(ThreadLocalRandom.current().nextInt(31)));
    order("one answer is a 500", request -> request == 20 ? 500 : 200);
    kill();
  }

  private static int after(int millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    return 200;
  }

  private void throughput(int receivers) throws Exception {
    int times = Math.max(1, 20 / receivers);
    int events = CONTACTS * receivers * times;
    try (var world = new World(List.of(), receivers)) {
      world.change(3 * times);
      world.settle();
      int before = world.arrived();
      Spent earlier = world.runner.spent();
      long begun = System.nanoTime();
      world.change(times);
      long answered = System.nanoTime();
      Bench.within(PATIENCE, () -> world.arrived() - before >= events);
      double seconds = (System.nanoTime() - begun) / 1e9;
      row.accept(
          "events/s, %,d events to %d receivers".formatted(events, receivers),
          "%.0f (%d arrived; all changes answered after %.1f s, the last event after %.1f s)"
              .formatted(
                  (world.arrived() - before) / seconds,
                  world.arrived() - before,
                  (answered - begun) / 1e9,
                  seconds));
      row.accept(
          "CPU of the runner for each of these events",
          "%.1f ms".formatted(world.runner.spent().since(earlier).cpuMillisPer(events)));
    }
  }

  /** What one change with one webhook costs, when the functions have compiled. */
  void calls() throws Exception {
    try (var world = new World(List.of(), 1)) {
      MeasuringReceiver receiver = world.receivers.getFirst();
      Load.open(50, WARM_UP, world.engine);
      world.settle();
      double first = idleCpu(world, IDLE);
      LockSupport.parkNanos(UNTIL_COMPILED.toNanos());
      row.accept(
          "CPU of the idle runner, in the first 10 s after load, and in a minute after 70 s",
          "%.1f %%, %.1f %% of a core".formatted(first, idleCpu(world, IDLE_MINUTE)));
      cost(world, receiver, "one by one", 200, () -> Load.open(20, ONE_BY_ONE, world.engine));
      cost(
          world,
          receiver,
          "ten in a body",
          400,
          () -> IntStream.range(0, 40).forEach(i -> world.engine.changeTen(i % 10)));
    }
  }

  /** In percent of a core. */
  private static double idleCpu(World world, Duration time) {
    Spent before = world.runner.spent();
    LockSupport.parkNanos(time.toNanos());
    return 100 * world.runner.spent().since(before).cpuMillisPer(time.toMillis());
  }

  private void cost(
      World world, MeasuringReceiver receiver, String how, int changes, Changing changing)
      throws Exception {
    int before = receiver.requests();
    Spent earlier = world.runner.spent();
    changing.run();
    Bench.within(PATIENCE, () -> receiver.requests() - before >= changes);
    Spent spent = world.runner.spent().since(earlier);
    row.accept(
        "calls of functions for each change, " + how,
        "%s; CPU %.1f ms".formatted(spent.callsPer(changes), spent.cpuMillisPer(changes)));
  }

  private interface Changing {
    void run() throws Exception;
  }

  private void idle() throws Exception {
    try (var world = new World(List.of(), 1)) {
      Load.open(50, WARM_UP, world.engine);
      world.settle();
      Timings timings = world.latencies(Load.open(5, MEASURED, world.engine), 0);
      row.accept("accepted → received, idle (5/s)", text(timings));
    }
  }

  private void isolation() throws Exception {
    int receivers = 10;
    try (var world = new World(List.of(), receivers)) {
      Load.open(30, WARM_UP, world.engine);
      world.settle();
      Timings well = world.latencies(Load.open(30, MEASURED, world.engine), 1);
      world.receivers.getFirst().behave(request -> after((int) HANGS.toMillis()));
      Timings hanging = world.latencies(Load.open(30, MEASURED, world.engine), 1);
      row.accept(
          "fast receivers at 300 events/s, none hangs → one of ten hangs 10 s",
          "%s → %s; p99 ratio %.2f (%d attempts at the hanging one)"
              .formatted(
                  text(well),
                  text(hanging),
                  hanging.millis(0.99) / well.millis(0.99),
                  world.receivers.getFirst().requests()));
    }
  }

  private void order(String how, Behaviour behaviour) throws Exception {
    try (var world = new World(List.of(), 1)) {
      MeasuringReceiver receiver = world.receivers.getFirst();
      receiver.behave(behaviour);
      for (int i = 0; i < 10; i++) {
        IntStream.range(0, 10).forEach(world.engine::change);
      }
      Bench.within(PATIENCE, () -> receiver.arrivedCount() == 100);
      row.accept(
          "out of order of 100, " + how,
          "%d (%d arrived)".formatted(receiver.outOfOrder(), receiver.arrivedCount()));
    }
  }

  /** Kills the runner during many changes and waits for the events of answered changes. */
  private void kill() throws Exception {
    Path data = Files.createTempDirectory("presently-bench");
    List<String> arguments = List.of("--data", data.toString());
    var accepted = new ConcurrentLinkedQueue<String>();
    try (var world = new World(arguments, 1)) {
      var next = new AtomicInteger();
      Thread killer =
          Thread.ofPlatform()
              .start(
                  () -> {
                    Bench.within(PATIENCE, () -> accepted.size() >= KILLED_AMONG / 2);
                    world.runner.kill();
                  });
      try {
        Load.closed(
            8,
            Duration.ofMinutes(2),
            client -> {
              int contact = client + 8 * (next.getAndIncrement() % 10);
              synchronized (world.turns.get(contact)) {
                accepted.add(SimulatedEngine.number(contact) + "/" + world.engine.change(contact));
              }
            });
      } catch (Exception _) {
        // The runner was killed.
      }
      killer.join();
      MeasuringReceiver receiver = world.receivers.getFirst();
      int before = receiver.arrivedCount();
      long begun = System.nanoTime();
      try (var again = RunnerProcess.start(project, arguments)) {
        Bench.within(PATIENCE, () -> accepted.stream().allMatch(receiver::has));
        row.accept(
            "kill -9 amid %,d changes: last accepted event after".formatted(KILLED_AMONG),
            "%.1f s, of which the start took %.1f s (%d accepted, %d had arrived before, %d lost, %d out of order)"
                .formatted(
                    (System.nanoTime() - begun) / 1e9,
                    again.startTime().toMillis() / 1e3,
                    accepted.size(),
                    before,
                    accepted.stream().filter(change -> !receiver.has(change)).count(),
                    receiver.outOfOrder()));
      }
    } finally {
      delete(data);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  private static String text(Timings timings) {
    return "p50 %.0f ms, p99 %.0f ms (%d)"
        .formatted(timings.millis(0.5), timings.millis(0.99), timings.count());
  }

  /** A new runner, an engine, and receivers with a webhook each. */
  private final class World implements AutoCloseable {
    final RunnerProcess runner;
    final SimulatedEngine engine;
    final List<MeasuringReceiver> receivers = new ArrayList<>();
    final List<Object> turns = IntStream.range(0, CONTACTS).mapToObj(_ -> new Object()).toList();

    World(List<String> arguments, int count) throws IOException {
      runner = RunnerProcess.start(project, arguments);
      var caller = new BenchCaller(runner.baseUrl(), runner.apiKey());
      engine = new SimulatedEngine(caller, "shop", CONTACTS);
      for (int i = 0; i < count; i++) {
        var receiver = new MeasuringReceiver();
        receivers.add(receiver);
        caller.post(
            "/api/webhooks",
            "{\"url\":\"%s\",\"session\":\"shop\",\"hmacKey\":\"a-key-for-the-benchmark\",\"coalesce\":false}"
                .formatted(receiver.url()));
      }
    }

    /** Changes each contact so many times, eight contacts concurrently. */
    void change(int times) throws Exception {
      for (int round = 0; round < times; round++) {
        var contact = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(8)) {
          List<Future<?>> changes = new ArrayList<>();
          for (int i = 0; i < CONTACTS; i++) {
            changes.add(threads.submit(() -> engine.change(contact.getAndIncrement())));
          }
          for (var change : changes) {
            change.get();
          }
        }
      }
    }

    int arrived() {
      return receivers.stream().mapToInt(MeasuringReceiver::arrivedCount).sum();
    }

    /** Waits until nothing more arrives for two seconds. */
    void settle() {
      int before = -1;
      while (arrived() != before) {
        before = arrived();
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
      }
    }

    /** Times from answer to arrival, without the first {@code without} receivers. */
    Timings latencies(List<Sent> sent, int without) {
      List<MeasuringReceiver> measured = receivers.subList(without, receivers.size());
      Bench.within(
          PATIENCE,
          () ->
              measured.stream()
                  .allMatch(
                      receiver ->
                          sent.stream()
                              .allMatch(
                                  change ->
                                      receiver
                                          .arrival(change.contact(), change.seq())
                                          .isPresent())));
      return Timings.of(
          measured.stream()
              .flatMapToLong(
                  receiver -> sent.stream().flatMapToLong(change -> latency(receiver, change))));
    }

    private static LongStream latency(MeasuringReceiver receiver, Sent change) {
      return receiver.arrival(change.contact(), change.seq()).stream()
          .mapToLong(at -> Math.max(0, at - change.answered()));
    }

    @Override
    public void close() {
      runner.close();
      receivers.forEach(MeasuringReceiver::close);
    }
  }
}
