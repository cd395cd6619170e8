package dev.presently.local;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.Shard;

/**
 * Moves a table's stream to a function as Lambda does: each shard in order, at least once, a shard
 * after its parent. It starts at the oldest record, because every record of a local table was
 * written while the source was there.
 */
final class StreamSource {
  private static final Duration LOOK_FOR_SHARDS = Duration.ofSeconds(1);

  private final EventSourceMapping.FromStream source;
  private final Shards shards;
  private final StreamBatches batches;
  private final Checkpoints checkpoints;
  private final StopSignal stopping;
  private final Map<String, Thread> reading = new ConcurrentHashMap<>();

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

  /** Reads until the runner stops; returns when nothing of this source runs any more. */
  void run() throws InterruptedException {
    do {
      try {
        readNewShards();
      } catch (SdkException e) {
        System.err.println(source.name() + " cannot look for shards: " + e.getMessage());
      }
    } while (!stopping.within(LOOK_FOR_SHARDS));
    for (var thread : reading.values()) {
      thread.join();
    }
  }

  /** Records that pass the filter and are not settled yet. */
  long unhandled() {
    return shards.now().stream()
        .filter(shard -> !ended(shard.shardId()))
        .mapToLong(shard -> unhandled(shard.shardId()))
        .sum();
  }

  private long unhandled(String shard) {
    var reader = reader(new DiscardedBatch.Origin(shards.streamArn(), shard));
    var count = 0L;
    List<StreamRecord> records;
    do {
      records = reader.next();
      count += records.stream().filter(one -> source.filter().passes(one.json())).count();
    } while (!records.isEmpty() && !reader.ended());
    return count;
  }

  private void readNewShards() {
    var now = shards.now();
    var present = now.stream().map(Shard::shardId).collect(Collectors.toSet());
    for (var shard : now) {
      var parent = Optional.ofNullable(shard.parentShardId()).filter(present::contains);
      if (!ended(shard.shardId()) && parent.filter(one -> !ended(one)).isEmpty()) {
        reading.computeIfAbsent(shard.shardId(), this::read);
      }
    }
  }

  private boolean ended(String shard) {
    return checkpoints.position(source.name(), shard).filter(Checkpoints.END::equals).isPresent();
  }

  private Thread read(String shard) {
    var origin = new DiscardedBatch.Origin(shards.streamArn(), shard);
    return Thread.ofVirtual()
        .name(source.name())
        .start(
            () -> {
              while (!stopping.now() && !ended(shard)) {
                try {
                  new ShardLoop(source, batches, checkpoints, origin, reader(origin), stopping)
                      .run();
                } catch (RuntimeException e) {
                  System.err.println(source.name() + " starts again: " + e.getMessage());
                  stopping.within(LOOK_FOR_SHARDS);
                }
              }
            });
  }

  private ShardReader reader(DiscardedBatch.Origin origin) {
    return new ShardReader(
        shards.client(), origin, checkpoints.position(source.name(), origin.shard()));
  }
}
