package dev.presently.testkit;

import dev.presently.core.delivery.LaneStore;
import dev.presently.core.delivery.ParkedLanes;

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
