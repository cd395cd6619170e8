package dev.presently.core.delivery;

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
