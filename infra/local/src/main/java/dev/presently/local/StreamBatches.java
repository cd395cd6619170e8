package dev.presently.local;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Invokes a function with one batch of a shard until each record is handled or discarded, in order.
 * A partial failure is retried from the first failed record; bisecting costs no retry; the
 * on-failure queue is notified before records are discarded.
 */
final class StreamBatches {
  private static final Duration FIRST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final EventSourceMapping.FromStream source;
  private final LocalFunction function;
  private final Queues queues;
  private final StopSignal stopping;
  private final Instant begun = Instant.now();

  StreamBatches(
      EventSourceMapping.FromStream source,
      LocalFunction function,
      Queues queues,
      StopSignal stopping) {
    this.source = source;
    this.function = function;
    this.queues = queues;
    this.stopping = stopping;
  }

  /**
   * Calls {@code settled} with each sequence number up to which all records are done. Only a
   * stopping runner leaves records unsettled.
   */
  void handle(List<StreamRecord> batch, DiscardedBatch.Origin origin, Consumer<String> settled) {
    var work = new ArrayDeque<List<StreamRecord>>(List.of(batch));
    var attempts = 0;
    while (!work.isEmpty() && !stopping.now()) {
      var current = work.removeFirst();
      var expired = (int) current.stream().takeWhile(this::tooOld).count();
      if (expired > 0) {
        discard(current.subList(0, expired), origin, "RecordAgeExpired", attempts, settled);
        addRest(work, current, expired);
        continue;
      }
      var handled = attempt(current);
      if (handled > 0) {
        settled.accept(current.get(handled - 1).sequence());
        attempts = 0;
      }
      if (handled == current.size()) {
        continue;
      }
      if (handled == 0 && source.bisect() && current.size() > 1) {
        addRest(work, current, current.size() / 2);
        work.addFirst(current.subList(0, current.size() / 2));
        continue;
      }
      attempts++;
      var rest = current.subList(handled, current.size());
      if (attempts > source.retries().orElse(Integer.MAX_VALUE)) {
        discard(rest, origin, "RetryAttemptsExhausted", attempts, settled);
        attempts = 0;
      } else {
        work.addFirst(rest);
        stopping.within(waitAfter(attempts));
      }
    }
  }

  /** How many records from the front were handled. */
  private int attempt(List<StreamRecord> batch) {
    var sequences = batch.stream().map(StreamRecord::sequence).toList();
    var failed =
        function.failures(
            batch.stream().map(StreamRecord::json).toList(),
            Set.copyOf(sequences),
            source.partialFailures());
    return (int) sequences.stream().takeWhile(one -> !failed.contains(one)).count();
  }

  private void discard(
      List<StreamRecord> records,
      DiscardedBatch.Origin origin,
      String condition,
      int attempts,
      Consumer<String> settled) {
    source
        .onFailure()
        .ifPresent(
            queue ->
                queues.send(
                    queue,
                    DiscardedBatch.json(function.name(), origin, records, condition, attempts)));
    settled.accept(records.getLast().sequence());
  }

  /** Time during which the runner was off does not count. */
  private boolean tooOld(StreamRecord record) {
    var since = record.created().isBefore(begun) ? begun : record.created();
    return source.maximumAge().filter(age -> since.plus(age).isBefore(Instant.now())).isPresent();
  }

  private static void addRest(
      ArrayDeque<List<StreamRecord>> work, List<StreamRecord> batch, int from) {
    if (from < batch.size()) {
      work.addFirst(batch.subList(from, batch.size()));
    }
  }

  private static Duration waitAfter(int attempts) {
    var wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempts - 1, 10));
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }
}
