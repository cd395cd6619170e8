package dev.presently.core.delivery;

import java.util.List;
import java.util.Optional;

/** All that is kept of lanes' deliveries, waiting or ended. Reads see every earlier write. */
public interface LaneRecords {
  /** Those of a lane behind that position, the first ones in order. */
  List<DeliveryRecord> list(LaneId lane, Optional<Position> after, int limit);

  /**
   * Removes those of a lane up to that position and says how many they were; the lane stays as it
   * is. May be called again after it failed.
   */
  int remove(LaneId lane, Position last);
}
