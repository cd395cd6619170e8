package dev.presently.adapters.dynamodb;

import dev.presently.core.Page;
import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.delivery.DeliveryLog;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.DeliveryStatus;
import dev.presently.core.delivery.Lane;
import dev.presently.core.delivery.LaneId;
import dev.presently.core.delivery.LaneStore;
import dev.presently.core.delivery.ParkedLanes;
import dev.presently.core.delivery.Position;
import dev.presently.core.webhook.WebhookId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Keeps lanes and their deliveries in the Delivery table, laid out by {@link LaneItems} and {@link
 * DeliveryItems}. A delivery that ends in an open lane is one put. Otherwise one transaction saves
 * the lane, if nobody has saved it since it was read, at most 50 deliveries and its row among the
 * parked lanes.
 */
public final class DynamoDbLaneStore implements LaneStore, ParkedLanes, DeliveryLog {
  private static final int PAGE = 100;

  private final Table table;
  private final IntSupplier logDays;
  private final Clock clock;

  /**
   * Ended deliveries are kept for {@code logDays} days. Read only when a delivery is written, so a
   * function that only reads needs no such setting.
   */
  public DynamoDbLaneStore(DynamoDbClient client, String table, IntSupplier logDays, Clock clock) {
    this.table = new Table(client, table);
    this.logDays = logDays;
    this.clock = clock;
  }

  @Override
  public Lane find(LaneId lane, WebhookId webhook) {
    List<Item> last = table.last(LaneItems.all(lane), 2);
    Optional<Position> newest =
        last.stream()
            .filter(item -> !LaneItems.isLane(item))
            .findFirst()
            .map(item -> DeliveryItems.id(item.key()).position());
    return last.stream()
        .filter(LaneItems::isLane)
        .findFirst()
        .map(LaneItems::read)
        .orElseGet(() -> Lane.open(lane, webhook))
        .settledAt(newest);
  }

  @Override
  public boolean save(Lane lane, List<DeliveryRecord> records) {
    Instant now = clock.instant();
    Transaction all = table.transaction();
    put(lane, now, all);
    records.forEach(record -> put(record, now, all));
    moveRow(lane, all);
    return all.write().isEmpty();
  }

  private static void put(Lane lane, Instant now, Transaction all) {
    ItemKey key = LaneItems.key(lane.id());
    String unchanged = LaneItems.unchanged(lane);
    Item values = LaneItems.values(lane);
    if (lane.isStored()) {
      var revision = new Revision(lane.revision());
      all.put(revision.next(LaneItems.write(lane, now)), unchanged, values);
    } else if (lane.revision() == 0) {
      all.unlessExists(key);
    } else {
      all.delete(key, unchanged, values);
    }
  }

  @Override
  public boolean replace(DeliveryRecord before, DeliveryRecord after) {
    return table.replace(
        Revision.withToken(DeliveryItems.write(after, expiresAt(clock.instant()))),
        DeliveryItems.UNCHANGED,
        DeliveryItems.values(before));
  }

  @Override
  public Optional<DeliveryRecord> noteEnd(DeliveryRecord record) {
    return table.putIfAbsent(DeliveryItems.write(record, expiresAt(clock.instant())))
        ? Optional.of(record)
        : record(record.id());
  }

  private Instant expiresAt(Instant now) {
    return now.plus(Duration.ofDays(logDays.getAsInt()));
  }

  private void put(DeliveryRecord record, Instant now, Transaction all) {
    Item item = DeliveryItems.write(record, expiresAt(now));
    if (record.status().hasEnded()) {
      all.put(item);
    } else {
      all.putUnlessHas(DeliveryItems.EXPIRES_AT, item);
    }
  }

  @Override
  public Optional<DeliveryRecord> record(DeliveryId id) {
    return table.get(DeliveryItems.key(id)).map(DeliveryItems::read);
  }

  @Override
  public List<DeliveryRecord> waiting(LaneId lane, Position from, int limit) {
    return table
        .firstWithout(DeliveryItems.EXPIRES_AT, DeliveryItems.from(lane, from), limit)
        .stream()
        .map(DeliveryItems::read)
        .toList();
  }

  @Override
  public List<DeliveryRecord> list(LaneId lane, Optional<Position> after, int limit) {
    SortKeyRange range =
        after.map(last -> DeliveryItems.after(lane, last)).orElseGet(() -> DeliveryItems.all(lane));
    return table.first(range, limit).stream().map(DeliveryItems::read).toList();
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

  @Override
  public List<LaneId> due(WebhookId webhook, Instant now, int limit) {
    String millis = MillisText.upTo(now);
    return rows(shard -> LaneItems.rowsUpTo(webhook, shard, millis), limit)
        .sorted(Comparator.comparing(row -> row.key().sk()))
        .limit(limit)
        .map(LaneItems::lane)
        .toList();
  }

  @Override
  public Optional<Instant> nextDue(WebhookId webhook) {
    return rows(shard -> LaneItems.rows(webhook, shard), 1)
        .map(LaneItems::due)
        .min(Comparator.naturalOrder());
  }

  @Override
  public long waiting(WebhookId webhook) {
    return rows(shard -> LaneItems.rows(webhook, shard), MOST_COUNTED / LaneShards.COUNT)
        .mapToLong(LaneItems::waiting)
        .sum();
  }

  /** The first rows of each shard. */
  private Stream<Item> rows(Function<Integer, SortKeyRange> range, int limit) {
    return LaneShards.each(shard -> table.first(range.apply(shard), limit)).stream()
        .flatMap(List::stream);
  }

  @Override
  public Page<DeliveryRecord> list(
      WebhookId webhook, Optional<DeliveryStatus.Word> status, Optional<String> after, int limit) {
    return new DeliveryLogQuery(table, webhook, status).page(after, limit);
  }

  private static void moveRow(Lane lane, Transaction all) {
    Optional<Item> before = lane.parkedBefore().map(waits -> LaneItems.row(lane, waits));
    Optional<Item> now = lane.parked().map(waits -> LaneItems.row(lane, waits));
    before
        .map(Item::key)
        .filter(key -> now.filter(row -> row.key().equals(key)).isEmpty())
        .ifPresent(all::delete);
    now.filter(row -> !before.equals(Optional.of(row))).ifPresent(all::put);
  }
}
