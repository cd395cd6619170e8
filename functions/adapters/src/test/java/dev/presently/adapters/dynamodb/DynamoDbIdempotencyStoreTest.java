package dev.presently.adapters.dynamodb;

import dev.presently.core.idempotency.IdempotencyStore;
import dev.presently.core.idempotency.IdempotencyStoreContract;

final class DynamoDbIdempotencyStoreTest extends IdempotencyStoreContract {
  @Override
  protected IdempotencyStore create() {
    return new DynamoDbIdempotencyStore(EmbeddedDynamoDb.CLIENT, EmbeddedDynamoDb.table());
  }
}
