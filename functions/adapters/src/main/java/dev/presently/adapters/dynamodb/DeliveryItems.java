package dev.presently.adapters.dynamodb;

import dev.presently.core.RequestId;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.Attempt;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.delivery.DeliveryLogPosition;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.DeliveryStatus;
import dev.presently.core.delivery.EventId;
import dev.presently.core.delivery.EventSubject;
import dev.presently.core.delivery.LaneId;
import dev.presently.core.delivery.Outcome;
import dev.presently.core.delivery.Position;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.EventName;
import dev.presently.core.webhook.WebhookId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The item of a delivery in the Delivery table.
 *
 * <pre>
 * pk                    lane
 * sk                    EVENT#position
 * listed, place         see {@link DeliveryIndex}: WEBHOOK#webhook#shard (see {@link LaneShards}), {@link DeliveryLogPosition}
 * webhookId             number
 * session               of the event, if it has one
 * eventId, event        the event's id and name
 * contact, participant  JIDs, if the event has a contact
 * at                    the event's time
 * body                  the event as signed and sent
 * requestId             the request that caused the event, if there was one
 * status                pending | retrying | delivered | superseded | dead | discarded
 * supersededBy          position, if superseded
 * why                   if dead or discarded
 * attempts              list of maps: at, took (a duration), outcome; status (a number) and error may be absent
 * nextAttemptAt         while retrying
 * expiresAt             TTL, once it has ended
 * write                 after a redelivery; see {@link Revision}
 * </pre>
 */
final class DeliveryItems {
  static final String EXPIRES_AT = "expiresAt";
  static final String STATUS = "status";
  private static final String EVENT = "EVENT#";

  /** The stored record is the one that was read; see {@link #values}. */
  static final String UNCHANGED = "#status = :status AND attempts = :attempts";

  private DeliveryItems() {}

  static ItemKey key(DeliveryId id) {
    return new ItemKey(id.lane().value(), EVENT + id.position());
  }

  /** The lane's deliveries from the position on. */
  static SortKeyRange from(LaneId lane, Position from) {
    return new SortKeyRange(lane.value(), EVENT + from, EVENT + "~");
  }

  static SortKeyRange all(LaneId lane) {
    return new SortKeyRange(lane.value(), EVENT, EVENT + "~");
  }

  /** The deliveries after the position. */
  static SortKeyRange after(LaneId lane, Position last) {
    return new SortKeyRange(lane.value(), EVENT + last + "#", EVENT + "~");
  }

  /** The deliveries up to the position, inclusive. */
  static SortKeyRange upTo(LaneId lane, Position last) {
    return new SortKeyRange(lane.value(), EVENT, EVENT + last);
  }

  static String listed(WebhookId webhook, int shard) {
    return "WEBHOOK#" + webhook + "#" + shard;
  }

  static DeliveryId id(ItemKey key) {
    return new DeliveryId(new LaneId(key.pk()), Position.parse(key.sk().substring(EVENT.length())));
  }

  /** The values of {@link #UNCHANGED}. */
  static Item values(DeliveryRecord record) {
    return Item.nested()
        .word(":status", record.status().word())
        .items(":attempts", attempts(record));
  }

  /** {@code expiry} applies only if the delivery has ended. */
  static Item write(DeliveryRecord record, Instant expiry) {
    Delivery delivery = record.delivery();
    Item item =
        Item.at(key(record.id()))
            .text(DeliveryIndex.LISTED, listed(delivery.webhook(), LaneShards.of(delivery.lane())))
            .text(DeliveryIndex.PLACE, DeliveryLogPosition.of(record))
            .number("webhookId", delivery.webhook().value())
            .text("session", delivery.session())
            .text("eventId", delivery.event())
            .text("event", delivery.name().value())
            .text("contact", delivery.subject().contact())
            .text("participant", delivery.subject().participant())
            .text("at", delivery.at())
            .text("body", delivery.body())
            .text("requestId", delivery.requestId())
            .word(STATUS, record.status().word())
            .items("attempts", attempts(record))
            .text("nextAttemptAt", record.nextAttemptAt());
    if (record.status().hasEnded()) {
      item.number(EXPIRES_AT, expiry.getEpochSecond());
    }
    return switch (record.status()) {
      case DeliveryStatus.Superseded(Position by) -> item.text("supersededBy", by);
      case DeliveryStatus.Dead(String why) -> item.text("why", why);
      case DeliveryStatus.Discarded(String why) -> item.text("why", why);
      case DeliveryStatus.Pending(), DeliveryStatus.Retrying(), DeliveryStatus.Delivered() -> item;
    };
  }

  static DeliveryRecord read(Item item) {
    return new DeliveryRecord(
        new Delivery(
            id(item.key()),
            new WebhookId(item.number("webhookId")),
            item.text("session").map(SessionName::new),
            new EventId(item.required("eventId")),
            new EventName(item.required("event")),
            new EventSubject(
                item.text("contact").map(Jid::parse), item.text("participant").map(Jid::parse)),
            item.requiredInstant("at"),
            item.required("body"),
            item.text("requestId").map(RequestId::new)),
        status(item),
        item.items("attempts").stream().map(DeliveryItems::attempt).toList(),
        item.instant("nextAttemptAt"));
  }

  private static DeliveryStatus status(Item item) {
    return switch (item.word(STATUS, DeliveryStatus.Word.class).orElseThrow()) {
      case PENDING -> new DeliveryStatus.Pending();
      case RETRYING -> new DeliveryStatus.Retrying();
      case DELIVERED -> new DeliveryStatus.Delivered();
      case SUPERSEDED ->
          new DeliveryStatus.Superseded(Position.parse(item.required("supersededBy")));
      case DEAD -> new DeliveryStatus.Dead(item.required("why"));
      case DISCARDED -> new DeliveryStatus.Discarded(item.required("why"));
    };
  }

  private static List<Item> attempts(DeliveryRecord record) {
    return record.attempts().stream().map(DeliveryItems::attempt).toList();
  }

  private static Item attempt(Attempt attempt) {
    Item item =
        Item.nested()
            .text("at", attempt.at())
            .text("took", attempt.took())
            .word("outcome", attempt.outcome())
            .text("error", attempt.error());
    attempt.status().ifPresent(status -> item.number("status", status));
    return item;
  }

  private static Attempt attempt(Item item) {
    return new Attempt(
        item.requiredInstant("at"),
        Duration.parse(item.required("took")),
        item.word("outcome", Outcome.Kind.class).orElseThrow(),
        item.has("status") ? Optional.of(Math.toIntExact(item.number("status"))) : Optional.empty(),
        item.text("error"));
  }
}
