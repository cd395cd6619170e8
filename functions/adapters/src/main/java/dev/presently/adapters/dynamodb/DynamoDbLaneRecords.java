package dev.presently.adapters.dynamodb;

import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.LaneId;
import dev.presently.core.delivery.LaneRecords;
import dev.presently.core.delivery.Position;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Reads and removes the deliveries of lanes in the Delivery table, see {@link DeliveryItems}. */
public final class DynamoDbLaneRecords implements LaneRecords {
  private static final int PAGE = 100;

  private final Table table;

  public DynamoDbLaneRecords(DynamoDbClient client, String table) {
    this.table = new Table(client, table);
  }

  @Override
  public List<DeliveryRecord> list(LaneId lane, Optional<Position> after, int limit) {
    return table
        .first(
            after
                .map(last -> DeliveryItems.after(lane, last))
                .orElseGet(() -> DeliveryItems.all(lane)),
            limit)
        .stream()
        .map(DeliveryItems::read)
        .toList();
  }

  @Override
  public int remove(LaneId lane, Position last) {
    int removed = 0;
    List<Item> page;
    do {
      page = table.first(DeliveryItems.upTo(lane, last), PAGE);
      table.deleteAll(page.stream().map(Item::key));
      removed += page.size();
    } while (page.size() == PAGE);
    return removed;
  }
}
