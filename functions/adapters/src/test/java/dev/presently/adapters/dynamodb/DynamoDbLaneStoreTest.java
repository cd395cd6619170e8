package dev.presently.adapters.dynamodb;

import dev.presently.core.TestClock;
import dev.presently.core.delivery.LaneStore;
import dev.presently.core.delivery.LaneStoreContract;

final class DynamoDbLaneStoreTest extends LaneStoreContract {
  @Override
  protected LaneStore create() {
    return new DynamoDbLaneStore(
        EmbeddedDynamoDb.CLIENT, EmbeddedDynamoDb.deliveryTable(), () -> 7, new TestClock());
  }
}
