package dev.presently.core.delivery;

final class InMemoryLaneStoreTest extends LaneStoreContract {
  @Override
  protected LaneStore create() {
    return new InMemoryLaneStore();
  }
}
