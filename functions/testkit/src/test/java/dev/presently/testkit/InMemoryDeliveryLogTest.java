package dev.presently.testkit;

import dev.presently.core.delivery.DeliveryLog;
import dev.presently.core.delivery.LaneStore;

final class InMemoryDeliveryLogTest extends DeliveryLogContract {
  private final InMemoryLaneStore lanes = new InMemoryLaneStore();

  @Override
  protected DeliveryLog log() {
    return lanes;
  }

  @Override
  protected LaneStore lanes() {
    return lanes;
  }
}
