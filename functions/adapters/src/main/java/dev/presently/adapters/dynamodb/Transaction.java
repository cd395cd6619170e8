package dev.presently.adapters.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Writes to one table that are done together or not at all. */
final class Transaction {
  static final String CONDITION_FAILED = "ConditionalCheckFailed";
  private static final Set<String> OUTRUN = Set.of("None", CONDITION_FAILED, "TransactionConflict");
  private static final String WITHOUT = "attribute_not_exists(#attribute)";

  private final DynamoDbClient client;
  private final String table;
  private final List<TransactWriteItem> writes = new ArrayList<>();

  Transaction(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /** Puts the item, with its next revision, in the place of one that has this revision. */
  Transaction put(Item item, Revision revision) {
    return replace(revision.next(item), revision);
  }

  /** Puts an item that has no revision in the place of one that has this revision. */
  Transaction replace(Item item, Revision revision) {
    Put.Builder put = Put.builder().tableName(table).item(item.attributes());
    return add(TransactWriteItem.builder().put(revision.decide(put).build()));
  }

  /** Puts the item where there is none with this attribute. */
  Transaction putWhereNo(String attribute, Item item) {
    return add(
        TransactWriteItem.builder()
            .put(
                put ->
                    put.tableName(table)
                        .item(item.attributes())
                        .conditionExpression(WITHOUT)
                        .expressionAttributeNames(Map.of("#attribute", attribute))));
  }

  Transaction put(Item item) {
    return add(
        TransactWriteItem.builder().put(put -> put.tableName(table).item(item.attributes())));
  }

  Transaction delete(ItemKey key, Revision revision) {
    Delete.Builder delete = Delete.builder().tableName(table).key(key.attributes());
    return add(TransactWriteItem.builder().delete(revision.decide(delete).build()));
  }

  Transaction delete(ItemKey key) {
    return add(
        TransactWriteItem.builder()
            .delete(delete -> delete.tableName(table).key(key.attributes())));
  }

  /** Nothing is written when there is such an item. */
  Transaction unlessThereIs(ItemKey key) {
    ConditionCheck.Builder check = ConditionCheck.builder().tableName(table).key(key.attributes());
    return add(
        TransactWriteItem.builder()
            .conditionCheck(
                check
                    .conditionExpression(WITHOUT)
                    .expressionAttributeNames(Map.of("#attribute", ItemKey.PK))
                    .build()));
  }

  /**
   * Returns nothing when all was written, and otherwise for each write, in the order in which they
   * were added, why it was not: {@code None} where it was another one's fault. A repetition after a
   * lost answer is not a second write, for the SDK sends a token.
   */
  List<String> write() {
    return Table.asked(
        () -> {
          try {
            client.transactWriteItems(transaction -> transaction.transactItems(writes));
            return List.of();
          } catch (TransactionCanceledException e) {
            List<String> reasons =
                e.cancellationReasons().stream().map(CancellationReason::code).toList();
            if (reasons.isEmpty() || !OUTRUN.containsAll(reasons)) {
              throw e;
            }
            return reasons;
          }
        });
  }

  private Transaction add(TransactWriteItem.Builder write) {
    writes.add(write.build());
    return this;
  }
}
