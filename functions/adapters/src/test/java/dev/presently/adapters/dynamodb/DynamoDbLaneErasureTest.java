package dev.presently.adapters.dynamodb;

import dev.presently.core.TestClock;
import dev.presently.core.delivery.LaneErasureContract;
import dev.presently.core.delivery.LaneStore;

final class DynamoDbLaneErasureTest extends LaneErasureContract {
  private final DynamoDbLaneStore store =
      new DynamoDbLaneStore(
          EmbeddedDynamoDb.CLIENT, EmbeddedDynamoDb.deliveryTable(), () -> 7, new TestClock());

  @Override
  protected LaneStore records() {
    return store;
  }

  @Override
  protected LaneStore lanes() {
    return store;
  }
}
