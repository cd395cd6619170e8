package dev.presently.adapters.dynamodb;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Changes of one table's items by expressions, each of them whole and alone. */
record ConditionalUpdates(DynamoDbClient client, String table) {
  /** Changes an item, or makes it by the change; returns what it is then. */
  Item update(ItemKey key, String expression, Item values) {
    UpdateItemRequest request = request(key, expression, values).build();
    return Table.asked(() -> updated(request));
  }

  /** The same if this condition holds; nothing where it does not. */
  Optional<Item> update(ItemKey key, String expression, String condition, Item values) {
    UpdateItemRequest request =
        request(key, expression, values).conditionExpression(condition).build();
    return Table.asked(
        () -> {
          try {
            return Optional.of(updated(request));
          } catch (ConditionalCheckFailedException e) {
            return Optional.empty();
          }
        });
  }

  /** The same; where the condition does not hold, it says what stands there. */
  UpdateResult tryTo(ItemKey key, String expression, String condition, Item values) {
    UpdateItemRequest request =
        request(key, expression, values)
            .conditionExpression(condition)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    return Table.asked(
        () -> {
          try {
            return new UpdateResult(true, updated(request));
          } catch (ConditionalCheckFailedException e) {
            return new UpdateResult(false, Item.of(e.hasItem() ? e.item() : Map.of()));
          }
        });
  }

  /** Deletes an item if this condition, which holds where there is none, holds. */
  void delete(ItemKey key, String condition) {
    DeleteItemRequest request =
        DeleteItemRequest.builder()
            .tableName(table)
            .key(key.attributes())
            .conditionExpression(condition)
            .build();
    Table.asked(
        () -> {
          try {
            client.deleteItem(request);
            return true;
          } catch (ConditionalCheckFailedException e) {
            return false;
          }
        });
  }

  private Item updated(UpdateItemRequest request) {
    return Item.of(client.updateItem(request).attributes());
  }

  private UpdateItemRequest.Builder request(ItemKey key, String expression, Item values) {
    UpdateItemRequest.Builder request =
        UpdateItemRequest.builder()
            .tableName(table)
            .key(key.attributes())
            .updateExpression(expression)
            .returnValues(ReturnValue.ALL_NEW);
    // An empty map would be refused.
    return values.attributes().isEmpty()
        ? request
        : request.expressionAttributeValues(values.attributes());
  }
}
