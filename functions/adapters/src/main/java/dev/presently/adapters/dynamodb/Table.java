package dev.presently.adapters.dynamodb;

import dev.presently.core.DependencyFailed;
import dev.presently.core.Page;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * One table of items under {@code pk} and {@code sk}. Every read sees every write that was answered
 * before it; whatever DynamoDB does not do becomes {@link DependencyFailed}.
 */
final class Table {
  private static final String PARTITION = "#pk = :pk";
  private static final String PARTITION_PREFIX = "#pk = :pk AND begins_with(#sk, :prefix)";
  private static final String ABSENT = "attribute_not_exists(#pk)";
  private static final int DELETED_AT_ONCE = 500;
  private static final int MOST_AT_ONCE = 1_000;

  private final DynamoDbClient client;
  private final String name;

  Table(DynamoDbClient client, String name) {
    this.client = client;
    this.name = name;
  }

  Optional<Item> get(ItemKey key) {
    var answer =
        asked(
            () ->
                client.getItem(
                    get -> get.tableName(name).key(key.attributes()).consistentRead(true)));
    return answer.hasItem() ? Optional.of(Item.of(answer.item())) : Optional.empty();
  }

  /** Those items that exist, in no order; a key may stand there once. */
  List<Item> getAll(Collection<ItemKey> keys) {
    return asked(() -> new BatchRequests(client, name).get(keys)).stream().map(Item::of).toList();
  }

  /** One page of what is read from a partition's items; those that give nothing do not count. */
  <T> Page<T> page(String pk, Optional<String> after, int limit, Function<Item, Optional<T>> read) {
    record Found<T>(String sk, T value) {}
    List<Found<T>> found =
        asked(
            () ->
                walk(pk, after, limit + 1)
                    .flatMap(
                        item ->
                            read.apply(item).stream()
                                .map(value -> new Found<>(item.required(ItemKey.SK), value)))
                    .limit(limit + 1L)
                    .toList());
    List<Found<T>> shown = found.subList(0, Math.min(limit, found.size()));
    return new Page<>(
        shown.stream().map(Found::value).toList(),
        found.size() > limit ? Optional.of(shown.getLast().sk()) : Optional.empty());
  }

  /** All items of a partition whose {@code sk} begins so. */
  List<Item> beginningWith(String pk, String prefix) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(name)
            .consistentRead(true)
            .keyConditionExpression(PARTITION_PREFIX)
            .expressionAttributeNames(Map.of("#pk", ItemKey.PK, "#sk", ItemKey.SK))
            .expressionAttributeValues(
                Map.of(":pk", AttributeValue.fromS(pk), ":prefix", AttributeValue.fromS(prefix)))
            .build();
    return asked(() -> items(query).toList());
  }

  /** The first items of a range, in order. */
  List<Item> first(SortKeyRange range, int limit) {
    QueryRequest query = range.query().tableName(name).limit(Math.min(limit, MOST_AT_ONCE)).build();
    return asked(() -> items(query).limit(limit).toList());
  }

  /** The first items of a range that do not have this attribute, in order. */
  List<Item> firstWithout(String attribute, SortKeyRange range, int limit) {
    QueryRequest.Builder query = range.queryWithout(attribute);
    // Mostly they stand at the beginning; where they do not, they may be far away.
    QueryResponse answer = query(query.limit(limit));
    List<Item> found = new ArrayList<>(items(answer));
    while (found.size() < limit && answer.hasLastEvaluatedKey()) {
      answer = query(query.limit(MOST_AT_ONCE).exclusiveStartKey(answer.lastEvaluatedKey()));
      found.addAll(items(answer));
    }
    return found.subList(0, Math.min(limit, found.size()));
  }

  /** One answer to a query of this table. */
  QueryResponse query(QueryRequest.Builder query) {
    return asked(() -> client.query(query.tableName(name).build()));
  }

  void put(Item item) {
    asked(() -> client.putItem(put -> put.tableName(name).item(item.attributes())));
  }

  /** Writes the item if the stored one has this revision; false wrote nothing. */
  boolean put(Item item, Revision revision) {
    PutItemRequest put =
        revision
            .decide(PutItemRequest.builder().tableName(name).item(revision.next(item).attributes()))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    return asked(
        () -> {
          try {
            client.putItem(put);
            return true;
          } catch (ConditionalCheckFailedException e) {
            return e.hasItem() && Revision.isSameWrite(item, e.item());
          } catch (TransactionConflictException e) {
            return false;
          }
        });
  }

  /** Writes the item where there is none; false wrote nothing. */
  boolean putWhereNone(Item item) {
    PutItemRequest put =
        PutItemRequest.builder()
            .tableName(name)
            .item(item.attributes())
            .conditionExpression(ABSENT)
            .expressionAttributeNames(Map.of("#pk", ItemKey.PK))
            .build();
    return asked(
        () -> {
          try {
            client.putItem(put);
            return true;
          } catch (ConditionalCheckFailedException | TransactionConflictException e) {
            return false;
          }
        });
  }

  /** False when there was none. */
  boolean delete(ItemKey key) {
    return asked(
            () ->
                client.deleteItem(
                    delete ->
                        delete
                            .tableName(name)
                            .key(key.attributes())
                            .returnValues(ReturnValue.ALL_OLD)))
        .hasAttributes();
  }

  void deleteAll(String pk) {
    deleteAll(walk(pk, Optional.empty(), DELETED_AT_ONCE).map(Item::key));
  }

  /** Deletes as it walks; a key may stand there once. */
  void deleteAll(Stream<ItemKey> keys) {
    asked(
        () -> {
          new BatchRequests(client, name).delete(keys);
          return name;
        });
  }

  /** Adds one to a number, which is 0 before the first time, and returns the sum. */
  long increment(ItemKey key, String attribute) {
    return asked(
        () ->
            Item.of(
                    client
                        .updateItem(
                            update ->
                                update
                                    .tableName(name)
                                    .key(key.attributes())
                                    .updateExpression("ADD #number :one")
                                    .expressionAttributeNames(Map.of("#number", attribute))
                                    .expressionAttributeValues(
                                        Map.of(":one", AttributeValue.fromN("1")))
                                    .returnValues(ReturnValue.UPDATED_NEW))
                        .attributes())
                .number(attribute));
  }

  Transaction transaction() {
    return new Transaction(client, name);
  }

  /** The items of a partition, in order, read as they are walked. */
  private Stream<Item> walk(String pk, Optional<String> after, int atOnce) {
    QueryRequest.Builder query =
        QueryRequest.builder()
            .tableName(name)
            .consistentRead(true)
            .keyConditionExpression(PARTITION)
            .expressionAttributeNames(Map.of("#pk", ItemKey.PK))
            .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk)))
            .limit(atOnce);
    after.ifPresent(sk -> query.exclusiveStartKey(new ItemKey(pk, sk).attributes()));
    return items(query.build());
  }

  private static List<Item> items(QueryResponse answer) {
    return answer.items().stream().map(Item::of).toList();
  }

  private Stream<Item> items(QueryRequest query) {
    return client.queryPaginator(query).items().stream().map(Item::of);
  }

  static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (SdkException e) {
      throw new DependencyFailed("DynamoDB did not do what it was asked", e);
    }
  }
}
