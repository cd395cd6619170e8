package dev.presently.adapters.dynamodb;

import dev.presently.core.client.ClientRulesStore;
import dev.presently.core.client.ClientRulesStoreContract;

final class DynamoDbClientRulesStoreTest extends ClientRulesStoreContract {
  @Override
  protected ClientRulesStore create() {
    return new DynamoDbClientRulesStore(EmbeddedDynamoDb.CLIENT, EmbeddedDynamoDb.table());
  }
}
