package dev.presently.adapters.dynamodb;

import dev.presently.core.delivery.DeliveryLog;
import dev.presently.core.delivery.LaneStore;
import dev.presently.testkit.DeliveryLogContract;
import dev.presently.testkit.TestClock;

final class DynamoDbDeliveryLogTest extends DeliveryLogContract {
  private final DynamoDbLaneStore lanes =
      new DynamoDbLaneStore(
          EmbeddedDynamoDb.CLIENT, EmbeddedDynamoDb.deliveryTable(), 7, new TestClock());

  @Override
  protected DeliveryLog log() {
    return lanes;
  }

  @Override
  protected LaneStore lanes() {
    return lanes;
  }
}
