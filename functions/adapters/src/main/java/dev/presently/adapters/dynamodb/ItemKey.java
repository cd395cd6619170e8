package dev.presently.adapters.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item's primary key. */
record ItemKey(String pk, String sk) {
  static final String PK = "pk";
  static final String SK = "sk";

  Map<String, AttributeValue> attributes() {
    return Map.of(PK, AttributeValue.fromS(pk), SK, AttributeValue.fromS(sk));
  }
}
