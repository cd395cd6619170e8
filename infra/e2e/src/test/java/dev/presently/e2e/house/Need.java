package dev.presently.e2e.house;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.DeleteConnectionRequest;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PostToConnectionRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * One permission that a request needs, and the partitions that it touches, which IAM knows as
 * {@code dynamodb:LeadingKeys}.
 */
record Need(Permission permission, Set<String> partitions) {
  /** {@code #pk = :pk}, with which every key condition begins. */
  private static final Pattern PARTITION = Pattern.compile("[#\\w]+\\s*=\\s*(:\\w+)");

  /** All that IAM asks for before it lets this request through. */
  static Set<Need> of(SdkRequest request) {
    return switch (request) {
      case GetItemRequest get -> Set.of(table("GetItem", get.tableName(), get.key()));
      case PutItemRequest put -> Set.of(table("PutItem", put.tableName(), put.item()));
      case UpdateItemRequest update ->
          Set.of(table("UpdateItem", update.tableName(), update.key()));
      case DeleteItemRequest delete ->
          Set.of(table("DeleteItem", delete.tableName(), delete.key()));
      case QueryRequest query ->
          Set.of(new Need(Permission.table("Query", queried(query)), Set.of(partition(query))));
      case BatchGetItemRequest batch ->
          tables(
              "BatchGetItem",
              batch.requestItems().entrySet().stream()
                  .map(table -> Map.entry(table.getKey(), table.getValue().keys())));
      case BatchWriteItemRequest batch ->
          tables(
              "BatchWriteItem",
              batch.requestItems().entrySet().stream()
                  .map(table -> Map.entry(table.getKey(), keys(table.getValue()))));
      case TransactWriteItemsRequest all ->
          all.transactItems().stream().map(Need::of).collect(toSet());
      case SendMessageRequest send -> Set.of(sending(send.queueUrl()));
      case PostToConnectionRequest _, DeleteConnectionRequest _ ->
          Set.of(new Need(Permission.CONNECTIONS, Set.of()));
      case SendMessageBatchRequest send -> Set.of(sending(send.queueUrl()));
      default -> throw new AssertionError("unknown here: " + request.getClass().getSimpleName());
    };
  }

  /** A transaction needs what each of its writes needs by itself. */
  private static Need of(TransactWriteItem write) {
    if (write.put() != null) {
      return table("PutItem", write.put().tableName(), write.put().item());
    }
    if (write.update() != null) {
      return table("UpdateItem", write.update().tableName(), write.update().key());
    }
    return write.delete() != null
        ? table("DeleteItem", write.delete().tableName(), write.delete().key())
        : table(
            "ConditionCheckItem", write.conditionCheck().tableName(), write.conditionCheck().key());
  }

  private static String queried(QueryRequest query) {
    return Optional.ofNullable(query.indexName())
        .map(index -> query.tableName() + "/index/" + index)
        .orElse(query.tableName());
  }

  private static String partition(QueryRequest query) {
    var condition = PARTITION.matcher(query.keyConditionExpression());
    if (!condition.lookingAt()) {
      throw new AssertionError("no partition first: " + query.keyConditionExpression());
    }
    return query.expressionAttributeValues().get(condition.group(1)).s();
  }

  private static List<Map<String, AttributeValue>> keys(List<WriteRequest> writes) {
    return writes.stream()
        .map(
            write ->
                write.putRequest() != null
                    ? write.putRequest().item()
                    : write.deleteRequest().key())
        .toList();
  }

  private static Set<Need> tables(
      String action, Stream<Map.Entry<String, List<Map<String, AttributeValue>>>> keysByTable) {
    return keysByTable
        .map(
            table ->
                new Need(
                    Permission.table(action, table.getKey()),
                    table.getValue().stream().map(Need::partition).collect(toSet())))
        .collect(toSet());
  }

  private static Need table(String action, String name, Map<String, AttributeValue> item) {
    return new Need(Permission.table(action, name), Set.of(partition(item)));
  }

  private static String partition(Map<String, AttributeValue> item) {
    return item.get("pk").s();
  }

  private static Need sending(String queueUrl) {
    return new Need(Permission.sending(queueUrl), Set.of());
  }

  @Override
  public String toString() {
    return permission + (partitions.isEmpty() ? "" : " " + partitions);
  }
}
