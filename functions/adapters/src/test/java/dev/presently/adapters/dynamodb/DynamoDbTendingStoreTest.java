package dev.presently.adapters.dynamodb;

import dev.presently.core.engine.TendingStore;
import dev.presently.core.engine.TendingStoreContract;

final class DynamoDbTendingStoreTest extends TendingStoreContract {
  @Override
  protected TendingStore create() {
    return new DynamoDbTendingStore(EmbeddedDynamoDb.CLIENT, EmbeddedDynamoDb.registryTable());
  }
}
