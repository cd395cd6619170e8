package dev.presently.adapters.dynamodb;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import dev.presently.core.Page;
import dev.presently.core.delivery.DeliveryLogPosition;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.DeliveryStatus;
import dev.presently.core.webhook.WebhookId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * A webhook's deliveries, newest event first, merged from all shards. A page reads at most about
 * 1,000 items, however rare the status is.
 */
record DeliveryLogQuery(Table table, WebhookId webhook, Optional<DeliveryStatus.Word> status) {
  private static final int MAX_READ = 1_000;

  /** What was read of one shard; {@code end} is the last place that was read if there is more. */
  private record Part(int shard, List<Item> items, Optional<String> end, int read) {
    Part followedBy(Part next) {
      List<Item> all = Stream.concat(items.stream(), next.items.stream()).toList();
      return new Part(shard, all, next.end, read + next.read);
    }
  }

  /** {@link dev.presently.core.InvalidValue} for anything but a place in the list. */
  Page<DeliveryRecord> page(Optional<String> after, int limit) {
    after.ifPresent(DeliveryLogPosition::parse);
    List<Part> parts = new ArrayList<>(LaneShards.each(shard -> read(shard, after, limit)));
    while (true) {
      // Older than this, a shard may have deliveries that were not read.
      Optional<Part> first =
          parts.stream()
              .filter(part -> part.end().isPresent())
              .max(comparing(part -> part.end().orElseThrow()));
      Optional<String> end = first.flatMap(Part::end);
      List<Item> found = newestFirst(parts, end);
      if (first.isEmpty()
          || found.size() > limit
          || parts.stream().mapToInt(Part::read).sum() >= MAX_READ) {
        return page(found, limit, end);
      }
      Part part = first.get();
      parts.set(part.shard(), part.followedBy(read(part.shard(), end, limit)));
    }
  }

  private static Page<DeliveryRecord> page(List<Item> found, int limit, Optional<String> end) {
    List<Item> page = found.subList(0, Math.min(limit, found.size()));
    return new Page<>(
        page.stream().map(DeliveryItems::read).toList(),
        found.size() > limit ? Optional.of(place(page.getLast())) : end);
  }

  private static List<Item> newestFirst(List<Part> parts, Optional<String> end) {
    return parts.stream()
        .flatMap(part -> part.items().stream())
        .filter(item -> end.filter(last -> place(item).compareTo(last) < 0).isEmpty())
        .sorted(comparing(DeliveryLogQuery::place, reverseOrder()))
        .toList();
  }

  private Part read(int shard, Optional<String> after, int limit) {
    QueryResponse response = table.query(query(shard, after, limit));
    return new Part(
        shard,
        response.items().stream().map(Item::new).toList(),
        new Item(response.lastEvaluatedKey()).text(DeliveryIndex.PLACE),
        response.scannedCount());
  }

  private QueryRequest.Builder query(int shard, Optional<String> after, int limit) {
    Item values =
        Item.nested().text(":listed", DeliveryItems.listed(webhook, shard)).text(":after", after);
    // Twice a shard's share of a page.
    int size = status.isPresent() ? MAX_READ / LaneShards.COUNT : 2 * limit / LaneShards.COUNT + 1;
    QueryRequest.Builder query =
        QueryRequest.builder()
            .indexName(DeliveryIndex.NAME)
            .scanIndexForward(false)
            .keyConditionExpression(
                after.isPresent() ? "listed = :listed AND place < :after" : "listed = :listed")
            .limit(size);
    status.ifPresent(
        word -> {
          // A reserved word of DynamoDB.
          query
              .filterExpression("#status = :status")
              .expressionAttributeNames(Map.of("#status", DeliveryItems.STATUS));
          values.word(":status", word);
        });
    return query.expressionAttributeValues(values.attributes());
  }

  private static String place(Item item) {
    return item.required(DeliveryIndex.PLACE);
  }
}
