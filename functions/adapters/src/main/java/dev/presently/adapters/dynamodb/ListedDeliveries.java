package dev.presently.adapters.dynamodb;

import dev.presently.core.Page;
import dev.presently.core.delivery.DeliveryLogPosition;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.DeliveryStatus;
import dev.presently.core.webhook.WebhookId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * A webhook's deliveries, the newest event first. One page costs the reading of at most some 1,000
 * items, however rare the status is that is looked for.
 */
record ListedDeliveries(Table table, WebhookId webhook, Optional<DeliveryStatus.Word> status) {
  private static final String OF_WEBHOOK = "#listed = :listed";
  private static final String OF_STATUS = "#status = :status";
  private static final int READ_AT_ONCE = 250;
  private static final int MOST_READ = 1_000;

  Page<DeliveryRecord> page(Optional<String> after, int limit) {
    List<Item> found = new ArrayList<>();
    Optional<String> next = after;
    int read = 0;
    do {
      QueryResponse answer = table.query(query(next, limit));
      answer.items().forEach(item -> found.add(Item.of(item)));
      next =
          answer.hasLastEvaluatedKey()
              ? Item.of(answer.lastEvaluatedKey()).text(DeliveryIndex.PLACE)
              : Optional.empty();
      read += answer.scannedCount();
    } while (next.isPresent() && found.size() <= limit && read < MOST_READ);
    return found.size() > limit ? cut(found.subList(0, limit)) : new Page<>(read(found), next);
  }

  private static Page<DeliveryRecord> cut(List<Item> shown) {
    return new Page<>(read(shown), shown.getLast().text(DeliveryIndex.PLACE));
  }

  private static List<DeliveryRecord> read(List<Item> items) {
    return items.stream().map(DeliveryItems::read).toList();
  }

  private QueryRequest.Builder query(Optional<String> after, int limit) {
    Map<String, String> names = new HashMap<>(Map.of("#listed", DeliveryIndex.UNDER));
    Map<String, AttributeValue> values =
        new HashMap<>(Map.of(":listed", AttributeValue.fromS(DeliveryItems.listed(webhook))));
    QueryRequest.Builder query =
        QueryRequest.builder()
            .indexName(DeliveryIndex.INDEX)
            .scanIndexForward(false)
            .keyConditionExpression(OF_WEBHOOK)
            .limit(status.isPresent() ? READ_AT_ONCE : Math.min(limit + 1, MOST_READ));
    status.ifPresent(
        word -> {
          names.put("#status", DeliveryItems.STATUS);
          values.put(":status", AttributeValue.fromS(word.name().toLowerCase(Locale.ROOT)));
          query.filterExpression(OF_STATUS);
        });
    after.ifPresent(place -> query.exclusiveStartKey(key(place)));
    return query.expressionAttributeNames(names).expressionAttributeValues(values);
  }

  /** Where the list goes on; {@link dev.presently.core.InvalidValue} for what is no place. */
  private Map<String, AttributeValue> key(String place) {
    return Item.at(DeliveryItems.key(DeliveryLogPosition.parse(place).delivery()))
        .text(DeliveryIndex.UNDER, DeliveryItems.listed(webhook))
        .text(DeliveryIndex.PLACE, place)
        .attributes();
  }
}
