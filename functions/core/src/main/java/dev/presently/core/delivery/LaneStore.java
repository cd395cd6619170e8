package dev.presently.core.delivery;

import dev.presently.core.webhook.WebhookId;
import java.util.List;
import java.util.Optional;

/** Keeps lanes and what is delivered in them. Reads see every write that was answered before. */
public interface LaneStore {
  /** The lane as it stands, open and at revision 0 when it was never saved. */
  Lane find(LaneId lane, WebhookId webhook);

  /**
   * Stores the lane, if its revision is still the stored one, and these records of its deliveries:
   * all of it, or false and nothing of it. What has ended does not wait again: false as well where
   * that would come of it. At most 50 records.
   */
  boolean save(Lane lane, List<DeliveryRecord> records);

  /**
   * Stores the record of a delivery that has ended where nothing is known of that delivery, and
   * returns what is known of it then: the first that was noted stands. Empty, and nothing is
   * written, while another one writes it.
   */
  Optional<DeliveryRecord> noteEnd(DeliveryRecord record);

  Optional<DeliveryRecord> record(DeliveryId id);

  /** What has not ended of a lane's deliveries from that position on, the first ones in order. */
  List<DeliveryRecord> waiting(LaneId lane, Position from, int limit);
}
