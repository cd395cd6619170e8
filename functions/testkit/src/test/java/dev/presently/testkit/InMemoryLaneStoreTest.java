package dev.presently.testkit;

import dev.presently.core.delivery.LaneStore;

final class InMemoryLaneStoreTest extends LaneStoreContract {
  @Override
  protected LaneStore create() {
    return new InMemoryLaneStore();
  }
}
