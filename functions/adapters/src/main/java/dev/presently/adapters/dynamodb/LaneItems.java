package dev.presently.adapters.dynamodb;

import dev.presently.core.delivery.Lane;
import dev.presently.core.delivery.Lane.Parked;
import dev.presently.core.delivery.LaneId;
import dev.presently.core.delivery.Position;
import dev.presently.core.webhook.WebhookId;
import java.time.Duration;
import java.time.Instant;

/**
 * The items of a lane in the Delivery table. An open lane has none, its records are the lane,
 * unless deliveries were erased.
 *
 * <pre>
 * pk               lane
 * sk               LANE
 * revision, write  see {@link Revision}
 * webhookId        number
 * erased           position; nothing up to it is sent; absent if nothing was erased
 * head, newest     positions, with waiting (a number) and nextAttemptAt, while parked
 * expiresAt        TTL, while open
 * </pre>
 *
 * <p>A parked lane has a second item, its row, so that a webhook's parked lanes are read in the
 * order of their next attempts.
 *
 * <pre>
 * pk       PARKED#webhook#shard, see {@link LaneShards}
 * sk       nextAttemptAt, see {@link MillisText} # lane
 * waiting  number
 * </pre>
 */
final class LaneItems {
  /** Longer than a queue keeps a delivery, which must not count as new afterwards. */
  private static final Duration KEPT = Duration.ofDays(30);

  private static final String SK = "LANE";

  private LaneItems() {}

  static ItemKey key(LaneId lane) {
    return new ItemKey(lane.value(), SK);
  }

  static boolean isLane(Item item) {
    return item.key().sk().equals(SK);
  }

  /** The lane and its deliveries, the lane last. */
  static SortKeyRange all(LaneId lane) {
    return new SortKeyRange(lane.value(), "0", SK);
  }

  /**
   * The stored lane is the one that was read. A lane that was drained and parked again counts its
   * revisions from 1 again, with a later head.
   */
  static String unchanged(Lane lane) {
    return lane.revision() == 0
        ? Table.ABSENT
        : new Revision(lane.revision()).condition()
            + (lane.parkedBefore().isPresent()
                ? " AND head = :head"
                : " AND attribute_not_exists(head)");
  }

  /** The values of {@link #unchanged}. */
  static Item values(Lane lane) {
    return new Revision(lane.revision())
        .values()
        .text(":head", lane.parkedBefore().map(Parked::head));
  }

  static Item write(Lane lane, Instant now) {
    Item item =
        Item.at(key(lane.id()))
            .number("webhookId", lane.webhook().value())
            .text("erased", lane.erased());
    lane.parked()
        .ifPresentOrElse(
            waits ->
                item.text("head", waits.head())
                    .text("newest", waits.newest())
                    .number("waiting", waits.waiting())
                    .text("nextAttemptAt", waits.nextAttemptAt()),
            () -> item.number("expiresAt", now.plus(KEPT).getEpochSecond()));
    return item;
  }

  static Lane read(Item item) {
    return Lane.read(
        new LaneId(item.key().pk()),
        new WebhookId(item.number("webhookId")),
        item.text("erased").map(Position::parse),
        item.text("head").map(head -> parked(Position.parse(head), item)),
        item.number(Revision.REVISION));
  }

  /** Rows of all parked lanes of the webhook in a shard. */
  static SortKeyRange rows(WebhookId webhook, int shard) {
    return rowsUpTo(webhook, shard, "~");
  }

  /** Rows of the lanes in a shard that are due by the millisecond. */
  static SortKeyRange rowsUpTo(WebhookId webhook, int shard, String millis) {
    return new SortKeyRange(partition(webhook, shard), "0", millis + "~");
  }

  static Item row(Lane lane, Parked waits) {
    return Item.at(
            new ItemKey(
                partition(lane.webhook(), LaneShards.of(lane.id())),
                MillisText.of(waits.nextAttemptAt()) + "#" + lane.id()))
        .number("waiting", waits.waiting());
  }

  static LaneId lane(Item row) {
    String sk = row.key().sk();
    return new LaneId(sk.substring(sk.indexOf('#') + 1));
  }

  static Instant due(Item row) {
    String sk = row.key().sk();
    return MillisText.read(sk.substring(0, sk.indexOf('#')));
  }

  static long waiting(Item row) {
    return row.number("waiting");
  }

  private static String partition(WebhookId webhook, int shard) {
    return "PARKED#" + webhook + "#" + shard;
  }

  private static Parked parked(Position head, Item item) {
    return new Parked(
        head,
        Position.parse(item.required("newest")),
        Math.toIntExact(item.number("waiting")),
        item.requiredInstant("nextAttemptAt"));
  }
}
