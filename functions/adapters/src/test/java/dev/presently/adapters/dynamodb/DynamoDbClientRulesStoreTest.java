package dev.presently.adapters.dynamodb;

import dev.presently.core.client.ClientRulesStore;
import dev.presently.core.client.ClientRulesStoreContract;
import dev.presently.core.session.SessionStore;

final class DynamoDbClientRulesStoreTest extends ClientRulesStoreContract {
  private final String table = EmbeddedDynamoDb.table();

  @Override
  protected SessionStore sessions() {
    return new DynamoDbSessionStore(EmbeddedDynamoDb.CLIENT, table);
  }

  @Override
  protected ClientRulesStore create() {
    return new DynamoDbClientRulesStore(EmbeddedDynamoDb.CLIENT, table);
  }
}
