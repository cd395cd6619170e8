package dev.presently.local;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.Shard;

/**
 * Invokes a function with a table's stream as Lambda does: each shard in order, a shard after its
 * parent, each record at least once. It starts at the oldest record, because a local table has no
 * record that is older than its event source.
 *
 * @param writes raised by each write of the table
 * @param begun when the runner started; earlier time does not count for a record's age
 */
record StreamSource(
    EventSourceMapping.FromStream source,
    LocalFunction function,
    Buckets buckets,
    Shards shards,
    Signal writes,
    Checkpoints checkpoints,
    StopSignal stopping,
    Instant begun) {
  private static final Duration AFTER_ERROR = Duration.ofSeconds(1);
  private static final Duration LOOK_FOR_SHARDS = Duration.ofSeconds(30);

  /** Reads until the runner stops; returns when all threads of this source have ended. */
  void run() {
    var started = new HashSet<String>();
    var ended = new Signal();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      while (!stopping.now()) {
        var seen = ended.count();
        try {
          for (var shard : readableShards()) {
            if (started.add(shard)) {
              threads.execute(
                  () -> {
                    read(shard);
                    ended.raise();
                  });
            }
          }
          ended.await(seen, LOOK_FOR_SHARDS);
        } catch (SdkException e) {
          System.err.println(source.name() + " cannot list shards: " + e.getMessage());
          stopping.within(AFTER_ERROR);
        }
      }
    }
  }

  /** Unread shards whose parent is read or no longer known. */
  private List<String> readableShards() {
    var unread = unread().toList();
    var names = unread.stream().map(Shard::shardId).collect(Collectors.toSet());
    return unread.stream()
        .filter(shard -> !names.contains(shard.parentShardId()))
        .map(Shard::shardId)
        .toList();
  }

  private Stream<Shard> unread() {
    return shards.list().stream().filter(shard -> !isRead(shard.shardId()));
  }

  private boolean isRead(String shard) {
    return checkpoints.position(source.name(), shard).filter(Checkpoints.END::equals).isPresent();
  }

  private void read(String shard) {
    while (!stopping.now() && !isRead(shard)) {
      try {
        new ShardLoop(this, shard).run();
      } catch (RuntimeException e) {
        System.err.println(source.name() + " starts again: " + e.getMessage());
        stopping.within(AFTER_ERROR);
      }
    }
  }

  /** Records that pass the filter and are not settled yet. */
  long unhandled() {
    return unread().mapToLong(shard -> unhandled(shard.shardId())).sum();
  }

  private long unhandled(String shard) {
    var reader = reader(shard);
    var count = 0L;
    List<StreamRecord> records;
    do {
      records = reader.next();
      count += passing(records).size();
    } while (!records.isEmpty() && !reader.ended());
    return count;
  }

  /** Continues after the stored position. */
  ShardReader reader(String shard) {
    return new ShardReader(shards, shard, checkpoints.position(source.name(), shard));
  }

  List<StreamRecord> passing(List<StreamRecord> records) {
    return records.stream().filter(record -> source.filter().passes(record.json())).toList();
  }
}
