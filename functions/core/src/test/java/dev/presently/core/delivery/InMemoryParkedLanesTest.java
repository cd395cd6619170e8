package dev.presently.core.delivery;

final class InMemoryParkedLanesTest extends ParkedLanesContract {
  private final InMemoryLaneStore lanes = new InMemoryLaneStore();

  @Override
  protected ParkedLanes parked() {
    return lanes;
  }

  @Override
  protected LaneStore lanes() {
    return lanes;
  }
}
