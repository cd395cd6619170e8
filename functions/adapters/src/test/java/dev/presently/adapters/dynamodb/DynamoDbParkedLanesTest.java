package dev.presently.adapters.dynamodb;

import dev.presently.core.TestClock;
import dev.presently.core.delivery.LaneStore;
import dev.presently.core.delivery.ParkedLanes;
import dev.presently.core.delivery.ParkedLanesContract;

final class DynamoDbParkedLanesTest extends ParkedLanesContract {
  private final DynamoDbLaneStore lanes =
      new DynamoDbLaneStore(
          EmbeddedDynamoDb.CLIENT, EmbeddedDynamoDb.deliveryTable(), () -> 7, new TestClock());

  @Override
  protected ParkedLanes parked() {
    return lanes;
  }

  @Override
  protected LaneStore lanes() {
    return lanes;
  }
}
