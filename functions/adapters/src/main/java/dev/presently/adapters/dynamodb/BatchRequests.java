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

/**
 * Many items of one table in as few requests as DynamoDB allows. What a request left undone is
 * asked for again, a little later each time.
 */
record BatchRequests(DynamoDbClient client, String table) {
  private static final int READ_AT_ONCE = 100;
  private static final int WRITTEN_AT_ONCE = 25;
  private static final int TIMES = 8;
  private static final Duration FIRST_WAIT = Duration.ofMillis(20);

  List<Map<String, AttributeValue>> get(Collection<ItemKey> keys) {
    List<Map<String, AttributeValue>> found = new ArrayList<>();
    keys.stream()
        .map(ItemKey::attributes)
        .gather(Gatherers.windowFixed(READ_AT_ONCE))
        .forEach(
            some ->
                untilDone(
                    Map.of(
                        table, KeysAndAttributes.builder().keys(some).consistentRead(true).build()),
                    undone -> {
                      var answer = client.batchGetItem(get -> get.requestItems(undone));
                      found.addAll(answer.responses().getOrDefault(table, List.of()));
                      return answer.unprocessedKeys();
                    }));
    return found;
  }

  /** Deletes as it walks; a key may stand there once. */
  void delete(Stream<ItemKey> keys) {
    keys.map(BatchRequests::deletion)
        .gather(Gatherers.windowFixed(WRITTEN_AT_ONCE))
        .forEach(
            some ->
                untilDone(
                    Map.of(table, some),
                    undone ->
                        client
                            .batchWriteItem(write -> write.requestItems(undone))
                            .unprocessedItems()));
  }

  private static WriteRequest deletion(ItemKey key) {
    return WriteRequest.builder().deleteRequest(delete -> delete.key(key.attributes())).build();
  }

  private static <T> void untilDone(Map<String, T> asked, UnaryOperator<Map<String, T>> ask) {
    Map<String, T> undone = ask.apply(asked);
    for (int i = 1; i < TIMES && !undone.isEmpty(); i++) {
      LockSupport.parkNanos(FIRST_WAIT.multipliedBy(1L << i).toNanos());
      undone = ask.apply(undone);
    }
    if (!undone.isEmpty()) {
      throw new DependencyFailed("DynamoDB left a part of a batch undone");
    }
  }
}
