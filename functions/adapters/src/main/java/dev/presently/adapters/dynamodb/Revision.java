package dev.presently.adapters.dynamodb;

import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * Lets one of several writers win: a write must meet the revision that it read.
 *
 * <pre>
 * revision  number, 1 at the first write
 * write     a token of its own for each write, by which a writer knows its own success again
 * </pre>
 */
record Revision(long read) {
  static final String REVISION = "revision";
  private static final String WRITE = "write";
  private static final String ABSENT = "attribute_not_exists(#pk)";
  private static final String UNCHANGED = "#revision = :read";
  private static final Map<String, String> ABSENT_NAMES = Map.of("#pk", ItemKey.PK);
  private static final Map<String, String> NAMES = Map.of("#revision", REVISION);

  /** The item as it is written by whoever wins. */
  Item next(Item item) {
    return item.number(REVISION, read + 1).text(WRITE, UUID.randomUUID());
  }

  PutItemRequest.Builder decide(PutItemRequest.Builder put) {
    if (read == 0) {
      return put.conditionExpression(ABSENT).expressionAttributeNames(ABSENT_NAMES);
    }
    return put.conditionExpression(UNCHANGED)
        .expressionAttributeNames(NAMES)
        .expressionAttributeValues(values());
  }

  Put.Builder decide(Put.Builder put) {
    if (read == 0) {
      return put.conditionExpression(ABSENT).expressionAttributeNames(ABSENT_NAMES);
    }
    return put.conditionExpression(UNCHANGED)
        .expressionAttributeNames(NAMES)
        .expressionAttributeValues(values());
  }

  Delete.Builder decide(Delete.Builder delete) {
    return delete
        .conditionExpression(UNCHANGED)
        .expressionAttributeNames(NAMES)
        .expressionAttributeValues(values());
  }

  /** The stored item is the one that was to be written: an answer was lost, not the write. */
  static boolean isSameWrite(Item wanted, Map<String, AttributeValue> stored) {
    return wanted.text(WRITE).equals(Item.of(stored).text(WRITE));
  }

  private Map<String, AttributeValue> values() {
    return Map.of(":read", AttributeValue.fromN(Long.toString(read)));
  }
}
