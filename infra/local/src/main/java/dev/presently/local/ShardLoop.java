package dev.presently.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings the records of one shard to a function, batch after batch. It asks often while records
 * come and less often when none do.
 */
final class ShardLoop {
  private static final Duration BUSY = Duration.ofMillis(15);
  private static final Duration IDLE = Duration.ofMillis(100);
  private static final int EMPTY_ANSWERS_UNTIL_IDLE = 100;

  private final EventSourceMapping.FromStream source;
  private final StreamBatches batches;
  private final Checkpoints checkpoints;
  private final DiscardedBatch.Origin origin;
  private final ShardReader reader;
  private final StopSignal stopping;

  ShardLoop(
      EventSourceMapping.FromStream source,
      StreamBatches batches,
      Checkpoints checkpoints,
      DiscardedBatch.Origin origin,
      ShardReader reader,
      StopSignal stopping) {
    this.source = source;
    this.batches = batches;
    this.checkpoints = checkpoints;
    this.origin = origin;
    this.reader = reader;
    this.stopping = stopping;
  }

  /** Returns when the shard has ended or the runner stops. */
  void run() {
    var empty = 0;
    while (!stopping.now()) {
      var records = reader.next();
      if (!records.isEmpty()) {
        empty = 0;
        handle(records);
      } else if (reader.ended()) {
        settle(Checkpoints.END);
        return;
      } else {
        empty++;
        stopping.within(empty < EMPTY_ANSWERS_UNTIL_IDLE ? BUSY : IDLE);
      }
    }
  }

  private void handle(List<StreamRecord> records) {
    var passing = passing(records);
    var last = records.getLast().sequence();
    if (!passing.isEmpty()) {
      last = fill(passing).orElse(last);
    }
    for (var from = 0; from < passing.size() && !stopping.now(); from += source.batchSize()) {
      var to = Math.min(from + source.batchSize(), passing.size());
      batches.handle(passing.subList(from, to), origin, this::settle);
    }
    if (!stopping.now()) {
      settle(last);
    }
  }

  /** Waits out the window for more records; the last sequence number read meanwhile. */
  private Optional<String> fill(List<StreamRecord> passing) {
    var last = Optional.<String>empty();
    var end = System.nanoTime() + source.window().toNanos();
    while (passing.size() < source.batchSize() && System.nanoTime() < end && !reader.ended()) {
      if (stopping.within(BUSY)) {
        break;
      }
      var more = reader.next();
      if (!more.isEmpty()) {
        last = Optional.of(more.getLast().sequence());
        passing.addAll(passing(more));
      }
    }
    return last;
  }

  private List<StreamRecord> passing(List<StreamRecord> records) {
    var passing = new ArrayList<StreamRecord>();
    records.stream().filter(one -> source.filter().passes(one.json())).forEach(passing::add);
    return passing;
  }

  private void settle(String position) {
    checkpoints.store(source.name(), origin.shard(), position);
  }
}
