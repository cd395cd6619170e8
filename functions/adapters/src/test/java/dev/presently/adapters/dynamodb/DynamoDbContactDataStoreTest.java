package dev.presently.adapters.dynamodb;

import dev.presently.core.presence.ContactDataStore;
import dev.presently.core.presence.ContactDataStoreContract;
import dev.presently.core.presence.PresenceStore;

final class DynamoDbContactDataStoreTest extends ContactDataStoreContract {
  private final String table = EmbeddedDynamoDb.table();

  @Override
  protected ContactDataStore traces() {
    return new DynamoDbContactDataStore(EmbeddedDynamoDb.CLIENT, table);
  }

  @Override
  protected PresenceStore store() {
    return new DynamoDbPresenceStore(EmbeddedDynamoDb.CLIENT, table);
  }
}
