package dev.presently.local;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.PriorityBlockingQueue;

/** Tells the receivers of one queue when to look for messages again. */
final class Arrivals {
  /**
   * Finds what other programs sent, and messages that were in flight for too long. Each look costs
   * processor time, so the pauses between looks that find nothing grow.
   */
  private static final List<Duration> PAUSES =
      List.of(Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1));

  /** ElasticMQ counts milliseconds. */
  private static final Duration ROUNDING = Duration.ofMillis(2);

  private final Signal signal = new Signal();
  private final PriorityBlockingQueue<Long> due = new PriorityBlockingQueue<>();

  /** A message was sent, or deleted, which frees the next one of its group. */
  void now() {
    signal.raise();
  }

  /** A message was sent with a delay. */
  void after(Duration delay) {
    due.add(System.nanoTime() + delay.plus(ROUNDING).toNanos());
    signal.raise();
  }

  /** To be taken before looking for messages. */
  long count() {
    return signal.count();
  }

  /**
   * Waits until it is worth looking again.
   *
   * @param looks how often nothing was found before, from 0
   * @param seen the count before the last look
   * @param looked the time of the last look
   * @param end the latest time to return; times are those of {@link System#nanoTime}
   */
  void await(int looks, long seen, long looked, long end) {
    due.removeIf(time -> time - looked <= 0);
    var next = due.peek();
    var until = next == null ? end : Math.min(next, end);
    var pause = Duration.ofNanos(Math.max(0, until - System.nanoTime()));
    var longest = PAUSES.get(Math.min(looks, PAUSES.size() - 1));
    signal.await(seen, pause.compareTo(longest) < 0 ? pause : longest);
  }
}
