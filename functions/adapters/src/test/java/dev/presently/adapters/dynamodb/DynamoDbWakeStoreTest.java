package dev.presently.adapters.dynamodb;

import dev.presently.core.delivery.HealthStore;
import dev.presently.core.delivery.WakeStore;
import dev.presently.testkit.WakeStoreContract;

final class DynamoDbWakeStoreTest extends WakeStoreContract {
  private final DynamoDbHealth health =
      new DynamoDbHealth(EmbeddedDynamoDb.CLIENT, EmbeddedDynamoDb.deliveryTable());

  @Override
  protected WakeStore wakes() {
    return health;
  }

  @Override
  protected HealthStore health() {
    return health;
  }
}
