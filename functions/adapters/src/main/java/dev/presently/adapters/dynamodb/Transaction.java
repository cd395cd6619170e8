package dev.presently.adapters.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** All-or-nothing writes to one table. */
final class Transaction {
  static final String CONDITION_FAILED = "ConditionalCheckFailed";
  private static final String EXISTS = "attribute_exists(pk)";
  private static final Set<String> CONFLICTS =
      Set.of("None", CONDITION_FAILED, "TransactionConflict");

  private final DynamoDbClient client;
  private final String table;
  private final List<TransactWriteItem> writes = new ArrayList<>();

  Transaction(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /** Puts the item with its next revision if the stored one has this revision. */
  Transaction put(Item item, Revision revision) {
    return replace(revision.next(item), revision);
  }

  /** Puts the item without a revision if the stored one has this revision. */
  Transaction replace(Item item, Revision revision) {
    return put(item, revision.condition(), revision.values());
  }

  /** Puts the item unless there is one with this attribute. */
  Transaction putUnlessHas(String attribute, Item item) {
    return put(item, "attribute_not_exists(" + attribute + ")", Item.nested());
  }

  Transaction put(Item item) {
    return put(item, null, Item.nested());
  }

  Transaction delete(ItemKey key, Revision revision) {
    return delete(key, revision.condition(), revision.values());
  }

  Transaction delete(ItemKey key) {
    return delete(key, null, Item.nested());
  }

  Transaction deleteIfExists(ItemKey key) {
    return delete(key, EXISTS, Item.nested());
  }

  /** Updates or creates the item if the condition holds. */
  Transaction update(ItemKey key, String expression, @Nullable String condition, Item values) {
    return add(
        write ->
            write.update(
                update ->
                    update
                        .tableName(table)
                        .key(key.attributes())
                        .updateExpression(expression)
                        .conditionExpression(condition)
                        .expressionAttributeValues(values.attributes())));
  }

  /** Cancels the transaction if there is such an item. */
  Transaction unlessExists(ItemKey key) {
    return check(key, Table.ABSENT);
  }

  /** Cancels the transaction if there is no such item. */
  Transaction ifExists(ItemKey key) {
    return check(key, EXISTS);
  }

  /** Cancels the transaction unless the stored item has this revision. */
  Transaction ifUnchanged(ItemKey key, Revision revision) {
    return check(key, revision.condition(), revision.values());
  }

  private Transaction check(ItemKey key, String condition) {
    return check(key, condition, Item.nested());
  }

  private Transaction check(ItemKey key, String condition, Item values) {
    return add(
        write ->
            write.conditionCheck(
                check ->
                    check
                        .tableName(table)
                        .key(key.attributes())
                        .conditionExpression(condition)
                        .expressionAttributeValues(values.orNull())));
  }

  /** Puts the item if the condition holds. */
  Transaction put(Item item, @Nullable String condition, Item values) {
    return add(
        write ->
            write.put(
                put ->
                    put.tableName(table)
                        .item(item.attributes())
                        .conditionExpression(condition)
                        .expressionAttributeValues(values.orNull())));
  }

  /** Deletes the item if the condition holds. */
  Transaction delete(ItemKey key, @Nullable String condition, Item values) {
    return add(
        write ->
            write.delete(
                delete ->
                    delete
                        .tableName(table)
                        .key(key.attributes())
                        .conditionExpression(condition)
                        .expressionAttributeValues(values.orNull())));
  }

  /**
   * Returns nothing when all was written, else one cancellation reason for each write in order;
   * {@code None} for a write that another one cancelled. The SDK's request token makes a retry
   * after a lost response idempotent.
   */
  List<String> write() {
    return Table.call(
        () -> {
          try {
            client.transactWriteItems(transaction -> transaction.transactItems(writes));
            return List.of();
          } catch (TransactionCanceledException e) {
            List<String> reasons =
                e.cancellationReasons().stream().map(CancellationReason::code).toList();
            if (reasons.isEmpty() || !CONFLICTS.containsAll(reasons)) {
              throw e;
            }
            return reasons;
          }
        });
  }

  private Transaction add(Consumer<TransactWriteItem.Builder> write) {
    writes.add(TransactWriteItem.builder().applyMutation(write).build());
    return this;
  }
}
