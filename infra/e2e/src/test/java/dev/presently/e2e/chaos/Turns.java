package dev.presently.e2e.chaos;

import dev.presently.core.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * Threads that take turns, one at a time, in virtual time. Chance alone decides whose turn it is,
 * so a seed decides all of it; where all wait, time jumps to whoever wakes first.
 */
final class Turns implements InstantSource {
  private record Alarm(Instant at, long number, Runnable action) {
    static final Comparator<Alarm> ORDER =
        Comparator.comparing(Alarm::at).thenComparingLong(Alarm::number);
  }

  private final Thread carrier = Thread.currentThread();
  private final RandomGenerator chance;
  private final List<Runnable> ready = Collections.synchronizedList(new ArrayList<>());
  private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Alarm.ORDER);
  private final List<Throwable> broken = new ArrayList<>();
  private volatile boolean decidedByOthers;
  private Instant now = TestClock.START;
  private long alarmsSet;

  Turns(RandomGenerator chance) {
    this.chance = chance;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Runs in a thread of its own, as soon as it gets its turn. */
  void start(Runnable task) {
    OneCarrier.start(
        this::ready,
        () -> {
          try {
            task.run();
          } catch (Throwable e) {
            broken.add(e);
          }
        });
  }

  void at(Instant when, Runnable task) {
    alarm(when, () -> start(task));
  }

  /** The calling thread waits; the others have their turns. */
  void sleep(Duration time) {
    Thread sleeper = Thread.currentThread();
    boolean[] woken = {false};
    alarm(
        now.plus(time),
        () -> {
          woken[0] = true;
          LockSupport.unpark(sleeper);
        });
    while (!woken[0]) {
      LockSupport.park();
    }
  }

  /** Everything that happens until then happens. */
  void runUntil(Instant end) {
    while (!ready.isEmpty() || (!alarms.isEmpty() && !alarms.peek().at().isAfter(end))) {
      turn();
    }
    now = end;
  }

  /**
   * A thread that had to wait for a lock of the JVM's own is woken by a thread of the JVM's, in
   * real time: from there on chance is not all that decides.
   */
  boolean isDecidedByOthers() {
    return decidedByOthers;
  }

  private void ready(Runnable next) {
    if (!Thread.currentThread().isVirtual() && Thread.currentThread() != carrier) {
      decidedByOthers = true;
    }
    ready.add(next);
  }

  private void turn() {
    if (ready.isEmpty()) {
      now = alarms.peek().at();
      while (!alarms.isEmpty() && alarms.peek().at().equals(now)) {
        alarms.poll().action().run();
      }
      return;
    }
    int next = chance.nextInt(ready.size());
    Runnable last = ready.removeLast();
    (next == ready.size() ? last : ready.set(next, last)).run();
    if (!broken.isEmpty()) {
      throw new AssertionError("a thread broke off", broken.getFirst());
    }
  }

  /** Is done between two turns, and so must not wait. */
  void alarm(Instant when, Runnable action) {
    alarmsSet++;
    alarms.add(new Alarm(when.isBefore(now) ? now : when, alarmsSet, action));
  }
}
