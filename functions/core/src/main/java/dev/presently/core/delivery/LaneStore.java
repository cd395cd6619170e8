package dev.presently.core.delivery;

import dev.presently.core.webhook.WebhookId;
import java.util.List;
import java.util.Optional;

/** Stores lanes and their deliveries. Reads see every completed write. */
public interface LaneStore {
  /** The lane with the last of its records. */
  Lane find(LaneId lane, WebhookId webhook);

  /**
   * Stores the lane and these deliveries, at most 50, in one transaction. False, and nothing is
   * stored, if another writer has saved the lane or a delivery that has ended would wait again.
   */
  boolean save(Lane lane, List<DeliveryRecord> records);

  /**
   * Stores an ended delivery if it has no record yet, and returns the stored record. Returns empty,
   * and stores nothing, while another writer is writing it.
   */
  Optional<DeliveryRecord> noteEnd(DeliveryRecord record);

  /** Replaces the record of an ended delivery if the stored one is still {@code before}. */
  boolean replace(DeliveryRecord before, DeliveryRecord after);

  Optional<DeliveryRecord> record(DeliveryId id);

  /** The deliveries that have not ended, from that position on, in order. */
  List<DeliveryRecord> waiting(LaneId lane, Position from, int limit);

  /** All deliveries after that position, waiting or ended, in order. */
  List<DeliveryRecord> list(LaneId lane, Optional<Position> after, int limit);

  /** Removes all deliveries up to that position, keeps the lane; idempotent. Returns how many. */
  int remove(LaneId lane, Position last);
}
