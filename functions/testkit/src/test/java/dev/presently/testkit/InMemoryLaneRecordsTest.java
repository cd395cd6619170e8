package dev.presently.testkit;

import dev.presently.core.delivery.LaneRecords;
import dev.presently.core.delivery.LaneStore;

final class InMemoryLaneRecordsTest extends LaneRecordsContract {
  private final InMemoryLaneStore lanes = new InMemoryLaneStore();

  @Override
  protected LaneRecords records() {
    return lanes;
  }

  @Override
  protected LaneStore lanes() {
    return lanes;
  }
}
