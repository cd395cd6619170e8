package dev.presently.adapters.dynamodb;

import dev.presently.core.DependencyFailed;
import dev.presently.core.Page;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * A table with the key {@code pk} and {@code sk}. Reads are strongly consistent; an SDK exception
 * becomes {@link DependencyFailed}.
 */
record Table(DynamoDbClient client, String name) {
  static final String ABSENT = "attribute_not_exists(pk)";
  private static final int DELETE_PAGE = 500;
  private static final int MAX_PAGE = 1_000;

  /** The updated item, or else the item whose state failed the condition (empty if none). */
  record UpdateResult(boolean isDone, Item item) {
    Optional<Item> updated() {
      return isDone ? Optional.of(item) : Optional.empty();
    }
  }

  Optional<Item> get(ItemKey key) {
    var response =
        call(
            () ->
                client.getItem(
                    get -> get.tableName(name).key(key.attributes()).consistentRead(true)));
    return response.hasItem() ? Optional.of(new Item(response.item())) : Optional.empty();
  }

  /** The existing items, in any order. The keys must be distinct. */
  List<Item> getAll(Collection<ItemKey> keys) {
    var each = keys.stream().map(key -> new BatchRequests.TableKey(name, key)).toList();
    return List.copyOf(call(() -> new BatchRequests(client).get(each)).values());
  }

  /** A page of a partition's items, mapped by {@code read}; items mapped to empty do not count. */
  <T> Page<T> page(String pk, Optional<String> after, int limit, Function<Item, Optional<T>> read) {
    record Found<T>(String sk, T value) {}
    List<Found<T>> found =
        call(
            () ->
                partition(pk, after, limit + 1)
                    .flatMap(
                        item ->
                            read.apply(item).stream()
                                .map(value -> new Found<>(item.required(ItemKey.SK), value)))
                    .limit(limit + 1L)
                    .toList());
    List<Found<T>> page = found.subList(0, Math.min(limit, found.size()));
    return new Page<>(
        page.stream().map(Found::value).toList(),
        found.size() > limit ? Optional.of(page.getLast().sk()) : Optional.empty());
  }

  /** All items of a partition whose {@code sk} has the prefix. */
  List<Item> beginningWith(String pk, String prefix) {
    var query =
        query(
            "pk = :pk AND begins_with(sk, :prefix)",
            Item.nested().text(":pk", pk).text(":prefix", prefix));
    return call(() -> items(query).toList());
  }

  /** The first items of a range, in order. */
  List<Item> first(SortKeyRange range, int limit) {
    var query = query(range).limit(Math.min(limit, MAX_PAGE));
    return call(() -> items(query).limit(limit).toList());
  }

  /** The first items of a range that match, in order or, for the last ones, in reverse order. */
  List<Item> matching(SortKeyRange range, boolean isForward, Predicate<Item> filter, int limit) {
    var query = query(range).scanIndexForward(isForward).limit(Math.min(limit, MAX_PAGE));
    return call(() -> items(query).filter(filter).limit(limit).toList());
  }

  /** The last items of a range, the last one first. */
  List<Item> last(SortKeyRange range, int limit) {
    return items(query(query(range).limit(limit).scanIndexForward(false)));
  }

  /** The first items of a range without the attribute, in order. */
  List<Item> firstWithout(String attribute, SortKeyRange range, int limit) {
    var query = query(range).filterExpression("attribute_not_exists(" + attribute + ")");
    // Usually the first page has them; otherwise they may be far behind it.
    QueryResponse response = query(query.limit(limit));
    List<Item> found = new ArrayList<>(items(response));
    while (found.size() < limit && response.hasLastEvaluatedKey()) {
      response = query(query.limit(MAX_PAGE).exclusiveStartKey(response.lastEvaluatedKey()));
      found.addAll(items(response));
    }
    return found.subList(0, Math.min(limit, found.size()));
  }

  /** One page of a query of this table. */
  QueryResponse query(QueryRequest.Builder query) {
    return call(() -> client.query(query.tableName(name).build()));
  }

  void put(Item item) {
    put(item, null, Item.nested());
  }

  /** Writes the item if the stored one has this revision; false wrote nothing. */
  boolean put(Item item, Revision revision) {
    return put(revision.next(item), revision.condition(), revision.values());
  }

  /** Writes the item if there is none; false wrote nothing. */
  boolean putIfAbsent(Item item) {
    return put(item, ABSENT, Item.nested());
  }

  /**
   * Replaces the item if the condition holds, which may name {@code #status}; false wrote nothing.
   */
  boolean replace(Item item, String condition, Item values) {
    return put(item, condition, Map.of("#status", "status"), values);
  }

  /** Deletes the item; false when there was none. */
  boolean delete(ItemKey key) {
    return delete(key, null);
  }

  /** Deletes the item if the condition holds; false when nothing was deleted. */
  boolean delete(ItemKey key, @Nullable String condition) {
    var request =
        DeleteItemRequest.builder()
            .tableName(name)
            .key(key.attributes())
            .conditionExpression(condition)
            .returnValues(ReturnValue.ALL_OLD)
            .build();
    return call(
        () -> {
          try {
            return client.deleteItem(request).hasAttributes();
          } catch (ConditionalCheckFailedException e) {
            return false;
          }
        });
  }

  void deleteAll(String pk) {
    deleteAll(partition(pk, Optional.empty(), DELETE_PAGE).map(Item::key));
  }

  /** Writes all items, whose keys must be distinct, regardless of what is stored. */
  void putAll(Stream<Item> items) {
    call(
        () -> {
          new BatchRequests(client).put(name, items);
          return name;
        });
  }

  /** Deletes while the stream is read. The keys must be distinct. */
  void deleteAll(Stream<ItemKey> keys) {
    call(
        () -> {
          new BatchRequests(client).delete(name, keys);
          return name;
        });
  }

  /** Updates or creates the item; returns its new state. */
  Item update(ItemKey key, String expression, Item values) {
    return update(key, expression, null, values).item();
  }

  /** Updates or creates the item if the condition holds. */
  UpdateResult update(ItemKey key, String expression, @Nullable String condition, Item values) {
    var request =
        UpdateItemRequest.builder()
            .tableName(name)
            .key(key.attributes())
            .updateExpression(expression)
            .conditionExpression(condition)
            .expressionAttributeValues(values.orNull())
            .returnValues(ReturnValue.ALL_NEW)
            .returnValuesOnConditionCheckFailure(
                condition == null ? null : ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    return call(
        () -> {
          try {
            return new UpdateResult(true, new Item(client.updateItem(request).attributes()));
          } catch (ConditionalCheckFailedException e) {
            return new UpdateResult(false, new Item(e.hasItem() ? e.item() : Map.of()));
          }
        });
  }

  Transaction transaction() {
    return new Transaction(client, name);
  }

  /** Writes the item if the condition holds; false wrote nothing. */
  boolean put(Item item, @Nullable String condition, Item values) {
    return put(item, condition, null, values);
  }

  private boolean put(
      Item item, @Nullable String condition, @Nullable Map<String, String> names, Item values) {
    var request =
        PutItemRequest.builder()
            .tableName(name)
            .item(item.attributes())
            .conditionExpression(condition)
            .expressionAttributeNames(names)
            .expressionAttributeValues(values.orNull())
            .returnValuesOnConditionCheckFailure(
                condition == null ? null : ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    return call(
        () -> {
          try {
            client.putItem(request);
            return true;
          } catch (ConditionalCheckFailedException e) {
            return e.hasItem() && Revision.isSameWrite(item, new Item(e.item()));
          } catch (TransactionConflictException e) {
            if (condition == null) {
              throw e;
            }
            return false;
          }
        });
  }

  /** A partition's items in order, read page by page. */
  private Stream<Item> partition(String pk, Optional<String> after, int pageSize) {
    var query = query("pk = :pk", Item.nested().text(":pk", pk)).limit(pageSize);
    after.ifPresent(sk -> query.exclusiveStartKey(new ItemKey(pk, sk).attributes()));
    return items(query);
  }

  private QueryRequest.Builder query(SortKeyRange range) {
    return query(
        "pk = :pk AND sk BETWEEN :from AND :to",
        Item.nested().text(":pk", range.pk()).text(":from", range.from()).text(":to", range.to()));
  }

  private QueryRequest.Builder query(String keyCondition, Item values) {
    return QueryRequest.builder()
        .tableName(name)
        .consistentRead(true)
        .keyConditionExpression(keyCondition)
        .expressionAttributeValues(values.attributes());
  }

  private static List<Item> items(QueryResponse response) {
    return response.items().stream().map(Item::new).toList();
  }

  private Stream<Item> items(QueryRequest.Builder query) {
    return client.queryPaginator(query.build()).items().stream().map(Item::new);
  }

  static <T> T call(Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException e) {
      throw new DependencyFailed("DynamoDB failed", e);
    }
  }
}
