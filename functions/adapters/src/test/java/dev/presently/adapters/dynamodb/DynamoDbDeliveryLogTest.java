package dev.presently.adapters.dynamodb;

import dev.presently.core.TestClock;
import dev.presently.core.delivery.DeliveryLog;
import dev.presently.core.delivery.DeliveryLogContract;
import dev.presently.core.delivery.LaneStore;

final class DynamoDbDeliveryLogTest extends DeliveryLogContract {
  private final DynamoDbLaneStore lanes =
      new DynamoDbLaneStore(
          EmbeddedDynamoDb.CLIENT, EmbeddedDynamoDb.deliveryTable(), () -> 7, new TestClock());

  @Override
  protected DeliveryLog log() {
    return lanes;
  }

  @Override
  protected LaneStore lanes() {
    return lanes;
  }
}
