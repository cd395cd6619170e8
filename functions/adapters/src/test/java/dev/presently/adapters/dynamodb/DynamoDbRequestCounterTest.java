package dev.presently.adapters.dynamodb;

import dev.presently.core.access.RequestCounter;
import dev.presently.core.access.RequestCounterContract;

final class DynamoDbRequestCounterTest extends RequestCounterContract {
  private final String table = EmbeddedDynamoDb.table();

  @Override
  protected RequestCounter instance() {
    return new DynamoDbRequestCounter(EmbeddedDynamoDb.CLIENT, table);
  }
}
