package dev.presently.testkit;

import dev.presently.core.delivery.LaneRecords;
import dev.presently.core.delivery.LaneStore;

final class InMemoryLaneRecordsTest extends LaneRecordsContract {
  private final InMemoryLanes lanes = new InMemoryLanes();

  @Override
  protected LaneRecords records() {
    return lanes;
  }

  @Override
  protected LaneStore lanes() {
    return lanes;
  }
}
