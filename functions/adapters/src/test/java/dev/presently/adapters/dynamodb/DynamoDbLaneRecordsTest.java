package dev.presently.adapters.dynamodb;

import dev.presently.core.TestClock;
import dev.presently.core.delivery.LaneRecords;
import dev.presently.core.delivery.LaneRecordsContract;
import dev.presently.core.delivery.LaneStore;

final class DynamoDbLaneRecordsTest extends LaneRecordsContract {
  private final String table = EmbeddedDynamoDb.deliveryTable();

  @Override
  protected LaneRecords records() {
    return new DynamoDbLaneRecords(EmbeddedDynamoDb.CLIENT, table);
  }

  @Override
  protected LaneStore lanes() {
    return new DynamoDbLaneStore(EmbeddedDynamoDb.CLIENT, table, () -> 7, new TestClock());
  }
}
