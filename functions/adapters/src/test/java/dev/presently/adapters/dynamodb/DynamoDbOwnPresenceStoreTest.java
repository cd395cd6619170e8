package dev.presently.adapters.dynamodb;

import dev.presently.core.engine.OwnPresenceStore;
import dev.presently.core.engine.OwnPresenceStoreContract;

final class DynamoDbOwnPresenceStoreTest extends OwnPresenceStoreContract {
  @Override
  protected OwnPresenceStore create() {
    return new DynamoDbOwnPresenceStore(EmbeddedDynamoDb.CLIENT, EmbeddedDynamoDb.table());
  }
}
