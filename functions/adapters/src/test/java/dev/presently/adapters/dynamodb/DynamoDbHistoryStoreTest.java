package dev.presently.adapters.dynamodb;

import dev.presently.core.history.HistoryStore;
import dev.presently.core.history.HistoryStoreContract;

final class DynamoDbHistoryStoreTest extends HistoryStoreContract {
  private final HistoryStore store =
      new DynamoDbHistoryStore(EmbeddedDynamoDb.CLIENT, EmbeddedDynamoDb.table(), () -> 30, clock);

  @Override
  protected HistoryStore store() {
    return store;
  }
}
