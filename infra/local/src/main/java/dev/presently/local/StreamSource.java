package dev.presently.local;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.Shard;

/**
 * Invokes a function with a table's stream as Lambda does: each shard in order, a shard after its
 * parent, each record at least once. It starts at the oldest record, because a local table has no
 * record that is older than its event source.
 */
final class StreamSource {
  private static final Duration LOOK_FOR_SHARDS = Duration.ofSeconds(1);
  private static final Duration BUSY = Duration.ofMillis(15);
  private static final Duration IDLE = Duration.ofMillis(100);
  private static final int EMPTY_READS_UNTIL_IDLE = 100;

  private final EventSourceMapping.FromStream source;
  private final Shards shards;
  private final StreamBatches batches;
  private final Checkpoints checkpoints;
  private final StopSignal stopping;
  private final Map<String, Thread> readers = new ConcurrentHashMap<>();

  StreamSource(
      EventSourceMapping.FromStream source,
      Shards shards,
      StreamBatches batches,
      Checkpoints checkpoints,
      StopSignal stopping) {
    this.source = source;
    this.shards = shards;
    this.batches = batches;
    this.checkpoints = checkpoints;
    this.stopping = stopping;
  }

  /** Reads until the runner stops; returns when all threads of this source have ended. */
  void run() throws InterruptedException {
    do {
      try {
        startNewShards();
      } catch (SdkException e) {
        System.err.println(source.name() + " cannot list shards: " + e.getMessage());
      }
    } while (!stopping.within(LOOK_FOR_SHARDS));
    for (var thread : readers.values()) {
      thread.join();
    }
  }

  /** Records that pass the filter and are not settled yet. */
  long unhandled() {
    return shards.list().stream()
        .filter(shard -> !isRead(shard.shardId()))
        .mapToLong(shard -> unhandled(origin(shard.shardId())))
        .sum();
  }

  private long unhandled(DiscardedBatch.Origin origin) {
    var reader = reader(origin);
    var count = 0L;
    List<StreamRecord> records;
    do {
      records = reader.next();
      count += passing(records).size();
    } while (!records.isEmpty() && !reader.ended());
    return count;
  }

  private void startNewShards() {
    var all = shards.list();
    var present = all.stream().map(Shard::shardId).collect(Collectors.toSet());
    for (var shard : all) {
      var parent = shard.parentShardId();
      if (!isRead(shard.shardId())
          && (parent == null || !present.contains(parent) || isRead(parent))) {
        readers.computeIfAbsent(shard.shardId(), this::start);
      }
    }
  }

  private Thread start(String shard) {
    return Thread.ofVirtual()
        .name(source.name())
        .start(
            () -> {
              while (!stopping.now() && !isRead(shard)) {
                try {
                  read(origin(shard));
                } catch (RuntimeException e) {
                  System.err.println(source.name() + " starts again: " + e.getMessage());
                  stopping.within(LOOK_FOR_SHARDS);
                }
              }
            });
  }

  /** Returns when the shard has ended or the runner stops. Polls less often while it is idle. */
  private void read(DiscardedBatch.Origin origin) {
    var reader = reader(origin);
    var empty = 0;
    while (!stopping.now()) {
      var records = reader.next();
      if (!records.isEmpty()) {
        empty = 0;
        handle(records, origin);
      } else if (reader.ended()) {
        settle(origin, Checkpoints.END);
        return;
      } else {
        empty++;
        stopping.within(empty < EMPTY_READS_UNTIL_IDLE ? BUSY : IDLE);
      }
    }
  }

  private void handle(List<StreamRecord> records, DiscardedBatch.Origin origin) {
    var passing = passing(records);
    for (var from = 0; from < passing.size() && !stopping.now(); from += source.batchSize()) {
      var to = Math.min(from + source.batchSize(), passing.size());
      batches.handle(passing.subList(from, to), origin, position -> settle(origin, position));
    }
    if (!stopping.now()) {
      settle(origin, records.getLast().sequence());
    }
  }

  private List<StreamRecord> passing(List<StreamRecord> records) {
    return records.stream().filter(record -> source.filter().passes(record.json())).toList();
  }

  private void settle(DiscardedBatch.Origin origin, String position) {
    checkpoints.store(source.name(), origin.shard(), position);
  }

  private boolean isRead(String shard) {
    return checkpoints.position(source.name(), shard).filter(Checkpoints.END::equals).isPresent();
  }

  private DiscardedBatch.Origin origin(String shard) {
    return new DiscardedBatch.Origin(shards.streamArn(), shard);
  }

  private ShardReader reader(DiscardedBatch.Origin origin) {
    return new ShardReader(shards, origin, checkpoints.position(source.name(), origin.shard()));
  }
}
