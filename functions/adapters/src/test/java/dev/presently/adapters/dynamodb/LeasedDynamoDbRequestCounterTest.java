package dev.presently.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.ConcurrentCallers;
import dev.presently.core.TestClock;
import dev.presently.core.access.KeyId;
import dev.presently.core.access.LeasedRequestCounter;
import dev.presently.core.access.RateLimit;
import dev.presently.core.access.RequestCounter;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LeasedDynamoDbRequestCounterTest {
  private static final KeyId KEY = new KeyId("key_00000000000000000000000000000007");
  private final String table = EmbeddedDynamoDb.table();

  @Test
  void manyInstancesTogetherNeverLetMoreThroughThanTheLimit() {
    List<RequestCounter> instances =
        IntStream.range(0, 5)
            .<RequestCounter>mapToObj(
                _ ->
                    new LeasedRequestCounter(
                        new DynamoDbRequestCounter(EmbeddedDynamoDb.CLIENT, table)))
            .toList();
    Instant now = TestClock.START;

    long first = letThrough(instances, now);
    // Half of them are still covered.
    long second = letThrough(instances, now.plusSeconds(90));

    assertThat(first).isBetween(300L - 5 * 9, 300L);
    assertThat(second).isBetween(150L - 5 * 9, 150L);
  }

  private static long letThrough(List<RequestCounter> instances, Instant now) {
    return ConcurrentCallers.of(
            20,
            i ->
                Stream.generate(() -> instances.get(i % 5).count(KEY, new RateLimit(300), 1, now))
                    .limit(25)
                    .toList())
        .stream()
        .flatMap(List::stream)
        .filter(RequestCounter.Result.Counted.class::isInstance)
        .count();
  }
}
