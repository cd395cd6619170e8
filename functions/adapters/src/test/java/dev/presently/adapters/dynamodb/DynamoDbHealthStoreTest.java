package dev.presently.adapters.dynamodb;

import dev.presently.core.delivery.ReceiverHealthStore;
import dev.presently.core.delivery.ReceiverHealthStoreContract;

final class DynamoDbHealthStoreTest extends ReceiverHealthStoreContract {
  @Override
  protected ReceiverHealthStore create() {
    return new DynamoDbReceiverHealthStore(
        EmbeddedDynamoDb.CLIENT, EmbeddedDynamoDb.deliveryTable());
  }
}
