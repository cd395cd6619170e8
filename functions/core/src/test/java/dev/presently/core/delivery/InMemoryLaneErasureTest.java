package dev.presently.core.delivery;

final class InMemoryLaneErasureTest extends LaneErasureContract {
  private final InMemoryLaneStore lanes = new InMemoryLaneStore();

  @Override
  protected LaneStore records() {
    return lanes;
  }

  @Override
  protected LaneStore lanes() {
    return lanes;
  }
}
