package dev.presently.adapters.dynamodb;

import dev.presently.core.client.DailyRequestCounter;
import dev.presently.core.client.DailyRequestCounterContract;

final class DynamoDbDailyRequestCounterTest extends DailyRequestCounterContract {
  @Override
  protected DailyRequestCounter create() {
    return new DynamoDbDailyRequestCounter(EmbeddedDynamoDb.CLIENT, EmbeddedDynamoDb.table());
  }
}
