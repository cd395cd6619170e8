package dev.presently.e2e.house;

import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** What may be done with one table, one of its indexes, or one queue of the template. */
record Permission(String action, String resource) {
  /** All that IAM asks for before it lets this request through. */
  static Set<Permission> neededFor(SdkRequest request) {
    return switch (request) {
      case GetItemRequest get -> Set.of(table("GetItem", get.tableName()));
      case PutItemRequest put -> Set.of(table("PutItem", put.tableName()));
      case UpdateItemRequest update -> Set.of(table("UpdateItem", update.tableName()));
      case DeleteItemRequest delete -> Set.of(table("DeleteItem", delete.tableName()));
      case QueryRequest query -> Set.of(table("Query", queried(query)));
      case BatchGetItemRequest batch -> tables("BatchGetItem", batch.requestItems().keySet());
      case BatchWriteItemRequest batch -> tables("BatchWriteItem", batch.requestItems().keySet());
      case TransactWriteItemsRequest all ->
          all.transactItems().stream().map(Permission::neededFor).collect(toSet());
      case SendMessageRequest send -> Set.of(sending(send.queueUrl()));
      case SendMessageBatchRequest send -> Set.of(sending(send.queueUrl()));
      default -> throw new AssertionError("unknown here: " + request.getClass().getSimpleName());
    };
  }

  /** A transaction needs what each of its writes needs by itself. */
  private static Permission neededFor(TransactWriteItem write) {
    if (write.put() != null) {
      return table("PutItem", write.put().tableName());
    }
    if (write.update() != null) {
      return table("UpdateItem", write.update().tableName());
    }
    return write.delete() != null
        ? table("DeleteItem", write.delete().tableName())
        : table("ConditionCheckItem", write.conditionCheck().tableName());
  }

  private static String queried(QueryRequest query) {
    return Optional.ofNullable(query.indexName())
        .map(index -> query.tableName() + "/index/" + index)
        .orElse(query.tableName());
  }

  private static Set<Permission> tables(String action, Collection<String> names) {
    return names.stream().map(name -> table(action, name)).collect(toSet());
  }

  private static Permission table(String action, String name) {
    return new Permission("dynamodb:" + action, name);
  }

  private static Permission sending(String queueUrl) {
    var name = queueUrl.substring(queueUrl.lastIndexOf('/') + 1).replaceAll("\\.fifo$", "");
    return new Permission("sqs:SendMessage", name);
  }

  @Override
  public String toString() {
    return action + " on " + resource;
  }
}
