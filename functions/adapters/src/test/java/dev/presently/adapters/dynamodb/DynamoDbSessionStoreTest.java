package dev.presently.adapters.dynamodb;

import dev.presently.core.session.SessionStore;
import dev.presently.core.session.SessionStoreContract;

final class DynamoDbSessionStoreTest extends SessionStoreContract {
  @Override
  protected SessionStore create() {
    return new DynamoDbSessionStore(EmbeddedDynamoDb.CLIENT, EmbeddedDynamoDb.table());
  }
}
