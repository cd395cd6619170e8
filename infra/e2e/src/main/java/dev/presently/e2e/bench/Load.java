package dev.presently.e2e.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;

/** Closed and open workloads, bounded in time. */
final class Load {
  /** One change: contact and seq, when its request was due, and when it was answered. */
  record Sent(String contact, int seq, long begun, long answered) {}

  private Load() {}

  /**
   * Each client calls again as soon as it has its answer; {@code call} gets the client's number.
   * Returns calls per second.
   */
  static double closed(int clients, Duration time, IntConsumer call) throws Exception {
    var calls = new AtomicLong();
    long begun = System.nanoTime();
    long end = begun + time.toNanos();
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        int client = i;
        running.add(
            threads.submit(
                () -> {
                  while (System.nanoTime() < end) {
                    call.accept(client);
                    calls.incrementAndGet();
                  }
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    return calls.get() * 1e9 / (System.nanoTime() - begun);
  }

  /** Changes at a fixed rate, whether or not earlier ones were answered, contact by contact. */
  static List<Sent> open(int perSecond, Duration time, SimulatedEngine engine) throws Exception {
    return open(perSecond, time, engine.contacts(), engine::change);
  }

  /** The same; {@code change} takes a contact's number and returns the seq of its change. */
  static List<Sent> open(int perSecond, Duration time, int contacts, IntUnaryOperator change)
      throws Exception {
    var sent = new ConcurrentLinkedQueue<Sent>();
    List<Future<?>> changes = new ArrayList<>();
    long gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
    long total = time.toSeconds() * perSecond;
    Object[] turns = new Object[contacts];
    for (int i = 0; i < turns.length; i++) {
      turns[i] = new Object();
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long begun = System.nanoTime();
      for (long i = 0; i < total; i++) {
        long due = begun + i * gap;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        int contact = (int) (i % contacts);
        changes.add(
            threads.submit(
                () -> {
                  synchronized (turns[contact]) {
                    int seq = change.applyAsInt(contact);
                    sent.add(
                        new Sent(SimulatedEngine.number(contact), seq, due, System.nanoTime()));
                  }
                }));
      }
      for (Future<?> each : changes) {
        each.get();
      }
    }
    return List.copyOf(sent);
  }
}
