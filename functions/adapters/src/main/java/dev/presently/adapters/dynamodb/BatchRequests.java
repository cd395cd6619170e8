package dev.presently.adapters.dynamodb;

import dev.presently.core.DependencyFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Batch reads and deletes of one table. Unprocessed items are retried with backoff. */
record BatchRequests(DynamoDbClient client, String table) {
  private static final int MAX_READS = 100;
  private static final int MAX_WRITES = 25;
  private static final int MAX_TRIES = 8;
  private static final Duration FIRST_WAIT = Duration.ofMillis(20);

  List<Map<String, AttributeValue>> get(Collection<ItemKey> keys) {
    List<Map<String, AttributeValue>> found = new ArrayList<>();
    keys.stream()
        .map(ItemKey::attributes)
        .gather(Gatherers.windowFixed(MAX_READS))
        .forEach(
            batch ->
                untilProcessed(
                    Map.of(
                        table,
                        KeysAndAttributes.builder().keys(batch).consistentRead(true).build()),
                    unprocessed -> {
                      var answer = client.batchGetItem(get -> get.requestItems(unprocessed));
                      found.addAll(answer.responses().getOrDefault(table, List.of()));
                      return answer.unprocessedKeys();
                    }));
    return found;
  }

  /** Deletes while the stream is read. The keys must be distinct. */
  void delete(Stream<ItemKey> keys) {
    keys.map(BatchRequests::deletion)
        .gather(Gatherers.windowFixed(MAX_WRITES))
        .forEach(
            batch ->
                untilProcessed(
                    Map.of(table, batch),
                    unprocessed ->
                        client
                            .batchWriteItem(write -> write.requestItems(unprocessed))
                            .unprocessedItems()));
  }

  private static WriteRequest deletion(ItemKey key) {
    return WriteRequest.builder().deleteRequest(delete -> delete.key(key.attributes())).build();
  }

  private static <T> void untilProcessed(
      Map<String, T> items, UnaryOperator<Map<String, T>> request) {
    Map<String, T> unprocessed = request.apply(items);
    for (int i = 1; i < MAX_TRIES && !unprocessed.isEmpty(); i++) {
      LockSupport.parkNanos(FIRST_WAIT.multipliedBy(1L << i).toNanos());
      unprocessed = request.apply(unprocessed);
    }
    if (!unprocessed.isEmpty()) {
      throw new DependencyFailed("DynamoDB left items of a batch unprocessed");
    }
  }
}
