package dev.presently.adapters.dynamodb;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.presently.core.DependencyFailed;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Batch reads and writes of tables. Unprocessed items are retried with backoff. */
record BatchRequests(DynamoDbClient client) {
  private static final int MAX_READS = 100;
  private static final int MAX_WRITES = 25;
  private static final int MAX_TRIES = 8;
  private static final Duration FIRST_WAIT = Duration.ofMillis(20);

  /** A key in a table. */
  record TableKey(String table, ItemKey key) {}

  /**
   * The items of one or several tables that exist; one call for each 100 keys. Each item is read
   * consistently, but not all of them at the same moment. The keys must be distinct.
   */
  Map<TableKey, Item> get(Collection<TableKey> keys) {
    Map<TableKey, Item> found = new HashMap<>();
    keys.stream()
        .gather(Gatherers.windowFixed(MAX_READS))
        .forEach(
            batch ->
                untilProcessed(
                    requests(batch),
                    unprocessed -> {
                      var answer = client.batchGetItem(get -> get.requestItems(unprocessed));
                      answer
                          .responses()
                          .forEach(
                              (table, items) ->
                                  items.stream()
                                      .map(Item::new)
                                      .forEach(
                                          item ->
                                              found.put(new TableKey(table, item.key()), item)));
                      return answer.unprocessedKeys();
                    }));
    return found;
  }

  private static Map<String, KeysAndAttributes> requests(List<TableKey> keys) {
    return keys.stream()
        .collect(
            groupingBy(
                TableKey::table,
                collectingAndThen(
                    mapping(key -> key.key().attributes(), toList()),
                    each -> KeysAndAttributes.builder().keys(each).consistentRead(true).build())));
  }

  /** Deletes while the stream is read. The keys must be distinct. */
  void delete(String table, Stream<ItemKey> keys) {
    write(table, keys.map(BatchRequests::deletion));
  }

  /** Puts while the stream is read. The keys of the items must be distinct. */
  void put(String table, Stream<Item> items) {
    write(table, items.map(BatchRequests::put));
  }

  private void write(String table, Stream<WriteRequest> requests) {
    requests
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

  private static WriteRequest put(Item item) {
    return WriteRequest.builder().putRequest(put -> put.item(item.attributes())).build();
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
