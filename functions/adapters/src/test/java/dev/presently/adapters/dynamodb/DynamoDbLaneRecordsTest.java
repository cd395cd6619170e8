package dev.presently.adapters.dynamodb;

import dev.presently.core.delivery.LaneRecords;
import dev.presently.core.delivery.LaneStore;
import dev.presently.testkit.LaneRecordsContract;
import dev.presently.testkit.TestClock;

final class DynamoDbLaneRecordsTest extends LaneRecordsContract {
  private final String table = EmbeddedDynamoDb.deliveryTable();

  @Override
  protected LaneRecords records() {
    return new DynamoDbLaneRecords(EmbeddedDynamoDb.CLIENT, table);
  }

  @Override
  protected LaneStore lanes() {
    return new DynamoDbLaneStore(EmbeddedDynamoDb.CLIENT, table, 7, new TestClock());
  }
}
