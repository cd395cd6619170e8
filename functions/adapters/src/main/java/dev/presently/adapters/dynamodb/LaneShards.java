package dev.presently.adapters.dynamodb;

import dev.presently.core.InParallel;
import dev.presently.core.delivery.LaneId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Spreads what a webhook's lanes write over partitions, each of which takes about 1,000 writes a
 * second. A lane is always in the same shard.
 */
public final class LaneShards {
  public static final int COUNT = 16;

  private static final List<Integer> ALL = IntStream.range(0, COUNT).boxed().toList();

  private LaneShards() {}

  /** A lane's id is a hash, in hexadecimal digits. */
  public static int of(LaneId lane) {
    return Character.digit(lane.value().charAt(0), 16) % COUNT;
  }

  /** Reads all shards in parallel. */
  static <T> List<T> each(Function<Integer, T> read) {
    return InParallel.each(ALL, read);
  }
}
