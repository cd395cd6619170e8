package dev.presently.adapters.dynamodb;

import dev.presently.core.live.ConnectionStore;
import dev.presently.core.live.ConnectionStoreContract;

final class DynamoDbConnectionStoreTest extends ConnectionStoreContract {
  @Override
  protected ConnectionStore create() {
    return new DynamoDbConnectionStore(EmbeddedDynamoDb.CLIENT, EmbeddedDynamoDb.table());
  }
}
