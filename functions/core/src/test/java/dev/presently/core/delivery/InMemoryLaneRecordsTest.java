package dev.presently.core.delivery;

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
