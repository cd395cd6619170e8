package dev.presently.e2e.bench;

import dev.presently.e2e.bench.Load.Sent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/**
 * Measures Presently and a {@link Peer} in turn, twice, by the same requests and receivers: compare
 * figures of one run only.
 */
final class CompareBench {
  private static final int ROUNDS = 2;
  private static final int RECEIVERS = 50;
  private static final int CLIENTS = 8;
  private static final int WARM_UPS = 3;
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private interface Start {
    Contender with(List<MeasuringReceiver> receivers) throws IOException;
  }

  private final Path project;
  private final Path adapter;
  private final BiConsumer<String, String> row;

  CompareBench(Path project, Path adapter, BiConsumer<String, String> row) {
    this.project = project;
    this.adapter = adapter;
    this.row = row;
  }

  void measure() throws Exception {
    for (int round = 1; round <= ROUNDS; round++) {
      measure("Presently, round " + round, all -> Contender.presently(project, all));
      measure("the peer, round " + round, all -> Peer.start(adapter, all));
    }
  }

  private void measure(String who, Start start) throws Exception {
    with(
        RECEIVERS,
        start,
        (contender, receivers) -> {
          for (int i = 0; i < WARM_UPS; i++) {
            events(contender, receivers);
          }
          Duration before = contender.cpu();
          double perSecond = events(contender, receivers);
          Duration cpu = contender.cpu().minus(before);
          row.accept(
              who
                  + ": events/s, %,d events to %d receivers; CPU of each"
                      .formatted(Contender.CONTACTS * RECEIVERS, RECEIVERS),
              "%.0f; %.1f ms"
                  .formatted(perSecond, cpu.toNanos() / 1e6 / Contender.CONTACTS / RECEIVERS));
        });
    with(
        1,
        start,
        (contender, receivers) -> {
          MeasuringReceiver receiver = receivers.getFirst();
          Load.open(50, WARM_UP, Contender.CONTACTS, contender);
          List<Sent> sent = Load.open(5, IDLE, Contender.CONTACTS, contender);
          Bench.within(PATIENCE, () -> missing(sent, receiver) == 0);
          Timings timings =
              Timings.of(
                  sent.stream()
                      .flatMap(
                          each ->
                              receiver
                                  .arrival(each.contact(), each.seq())
                                  .map(at -> Math.max(0, at - each.answered()))
                                  .stream())
                      .mapToLong(Long::longValue));
          row.accept(
              who + ": accepted → received, idle (5/s)",
              "p50 %.1f ms, p99 %.1f ms (%d missing)"
                  .formatted(timings.millis(0.5), timings.millis(0.99), missing(sent, receiver)));
        });
    with(
        1,
        start,
        (contender, receivers) -> {
          MeasuringReceiver receiver = receivers.getFirst();
          receiver.behave(_ -> slow());
          for (int i = 0; i < 100; i++) {
            contender.applyAsInt(i % 10);
          }
          Bench.within(PATIENCE, () -> receiver.arrivedCount() == 100);
          row.accept(
              who + ": out of order of 100, the receiver takes 0–30 ms",
              "%d (%d arrived)".formatted(receiver.outOfOrder(), receiver.arrivedCount()));
        });
  }

  private static int slow() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextInt(31)));
    return 200;
  }

  /** One event for each contact, eight at a time; returns events a second until all arrived. */
  private static double events(Contender contender, List<MeasuringReceiver> receivers)
      throws Exception {
    int before = arrived(receivers);
    long begun = System.nanoTime();
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < Contender.CONTACTS; i++) {
        int contact = i;
        all.add(clients.submit(() -> contender.applyAsInt(contact)));
      }
      for (Future<Integer> each : all) {
        each.get();
      }
    }
    Bench.within(
        PATIENCE, () -> arrived(receivers) - before >= Contender.CONTACTS * receivers.size());
    return (arrived(receivers) - before) * 1e9 / (System.nanoTime() - begun);
  }

  private static int arrived(List<MeasuringReceiver> receivers) {
    return receivers.stream().mapToInt(MeasuringReceiver::arrivedCount).sum();
  }

  private static long missing(List<Sent> sent, MeasuringReceiver receiver) {
    return sent.stream()
        .filter(each -> receiver.arrival(each.contact(), each.seq()).isEmpty())
        .count();
  }

  private interface Measurement {
    void of(Contender contender, List<MeasuringReceiver> receivers) throws Exception;
  }

  private static void with(int count, Start start, Measurement measurement) throws Exception {
    List<MeasuringReceiver> receivers = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        receivers.add(new MeasuringReceiver());
      }
      try (Contender contender = start.with(receivers)) {
        measurement.of(contender, receivers);
      }
    } finally {
      receivers.forEach(MeasuringReceiver::close);
    }
  }
}
