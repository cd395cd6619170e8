package dev.presently.adapters.dynamodb;

import dev.presently.core.Page;
import dev.presently.core.delivery.DeliveryLogPosition;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.DeliveryStatus;
import dev.presently.core.webhook.WebhookId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * A webhook's deliveries, newest event first. A page reads at most about 1,000 items, however rare
 * the status is.
 */
record DeliveryLogQuery(Table table, WebhookId webhook, Optional<DeliveryStatus.Word> status) {
  private static final int PAGE_WITH_STATUS = 250;
  private static final int MAX_READ = 1_000;

  Page<DeliveryRecord> page(Optional<String> after, int limit) {
    List<Item> found = new ArrayList<>();
    Optional<String> next = after;
    int read = 0;
    do {
      QueryResponse response = table.query(query(next, limit));
      response.items().forEach(item -> found.add(new Item(item)));
      next = new Item(response.lastEvaluatedKey()).text(DeliveryIndex.PLACE);
      read += response.scannedCount();
    } while (next.isPresent() && found.size() <= limit && read < MAX_READ);
    List<Item> page = found.subList(0, Math.min(limit, found.size()));
    return new Page<>(
        page.stream().map(DeliveryItems::read).toList(),
        found.size() > limit ? page.getLast().text(DeliveryIndex.PLACE) : next);
  }

  private QueryRequest.Builder query(Optional<String> after, int limit) {
    Item values = Item.nested().text(":listed", DeliveryItems.listed(webhook));
    QueryRequest.Builder query =
        QueryRequest.builder()
            .indexName(DeliveryIndex.NAME)
            .scanIndexForward(false)
            .keyConditionExpression("listed = :listed")
            .limit(status.isPresent() ? PAGE_WITH_STATUS : Math.min(limit + 1, MAX_READ));
    status.ifPresent(
        word -> {
          // A reserved word of DynamoDB.
          query
              .filterExpression("#status = :status")
              .expressionAttributeNames(Map.of("#status", DeliveryItems.STATUS));
          values.word(":status", word);
        });
    after.ifPresent(place -> query.exclusiveStartKey(key(place)));
    return query.expressionAttributeValues(values.attributes());
  }

  /** The key of a place in the list; {@link dev.presently.core.InvalidValue} for anything else. */
  private Map<String, AttributeValue> key(String place) {
    return Item.at(DeliveryItems.key(DeliveryLogPosition.parse(place).delivery()))
        .text(DeliveryIndex.LISTED, DeliveryItems.listed(webhook))
        .text(DeliveryIndex.PLACE, place)
        .attributes();
  }
}
