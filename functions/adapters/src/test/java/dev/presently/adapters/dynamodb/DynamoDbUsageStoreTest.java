package dev.presently.adapters.dynamodb;

import dev.presently.core.access.UsageStore;
import dev.presently.testkit.UsageStoreContract;

final class DynamoDbUsageStoreTest extends UsageStoreContract {
  private final String table = EmbeddedDynamoDb.table();

  @Override
  protected UsageStore instance() {
    return new DynamoDbUsageStore(EmbeddedDynamoDb.CLIENT, table);
  }
}
