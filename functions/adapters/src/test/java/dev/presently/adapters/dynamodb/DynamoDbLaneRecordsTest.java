package dev.presently.adapters.dynamodb;

import dev.presently.core.TestClock;
import dev.presently.core.delivery.LaneRecords;
import dev.presently.core.delivery.LaneRecordsContract;
import dev.presently.core.delivery.LaneStore;

final class DynamoDbLaneRecordsTest extends LaneRecordsContract {
  private final DynamoDbLaneStore store =
      new DynamoDbLaneStore(
          EmbeddedDynamoDb.CLIENT, EmbeddedDynamoDb.deliveryTable(), () -> 7, new TestClock());

  @Override
  protected LaneRecords records() {
    return store;
  }

  @Override
  protected LaneStore lanes() {
    return store;
  }
}
