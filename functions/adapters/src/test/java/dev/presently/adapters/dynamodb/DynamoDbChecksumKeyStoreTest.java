package dev.presently.adapters.dynamodb;

import dev.presently.core.access.ChecksumKeyStore;
import dev.presently.core.access.ChecksumKeyStoreContract;

final class DynamoDbChecksumKeyStoreTest extends ChecksumKeyStoreContract {
  @Override
  protected ChecksumKeyStore create() {
    return new DynamoDbChecksumKeyStore(EmbeddedDynamoDb.CLIENT, EmbeddedDynamoDb.table());
  }
}
