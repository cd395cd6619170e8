package dev.presently.adapters.dynamodb;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The items of a partition whose {@code sk} is one of these two or between them. */
record SortKeyRange(String pk, String from, String to) {
  private static final String BETWEEN = "#pk = :pk AND #sk BETWEEN :from AND :to";
  private static final String WITHOUT = "attribute_not_exists(#attribute)";

  QueryRequest.Builder query() {
    return QueryRequest.builder()
        .consistentRead(true)
        .keyConditionExpression(BETWEEN)
        .expressionAttributeNames(names())
        .expressionAttributeValues(
            Map.of(
                ":pk", AttributeValue.fromS(pk),
                ":from", AttributeValue.fromS(from),
                ":to", AttributeValue.fromS(to)));
  }

  QueryRequest.Builder queryWithout(String attribute) {
    Map<String, String> names = new HashMap<>(names());
    names.put("#attribute", attribute);
    return query().filterExpression(WITHOUT).expressionAttributeNames(names);
  }

  private static Map<String, String> names() {
    return Map.of("#pk", ItemKey.PK, "#sk", ItemKey.SK);
  }
}
