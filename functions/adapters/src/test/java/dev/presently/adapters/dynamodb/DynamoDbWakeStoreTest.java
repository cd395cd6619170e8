package dev.presently.adapters.dynamodb;

import dev.presently.core.delivery.ReceiverHealthStore;
import dev.presently.core.delivery.WakeStore;
import dev.presently.core.delivery.WakeStoreContract;

final class DynamoDbWakeStoreTest extends WakeStoreContract {
  private final DynamoDbReceiverHealthStore health =
      new DynamoDbReceiverHealthStore(EmbeddedDynamoDb.CLIENT, EmbeddedDynamoDb.deliveryTable());

  @Override
  protected WakeStore wakes() {
    return health;
  }

  @Override
  protected ReceiverHealthStore health() {
    return health;
  }
}
