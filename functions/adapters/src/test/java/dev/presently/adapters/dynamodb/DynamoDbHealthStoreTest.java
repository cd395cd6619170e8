package dev.presently.adapters.dynamodb;

import dev.presently.core.delivery.HealthStore;
import dev.presently.testkit.HealthStoreContract;

final class DynamoDbHealthStoreTest extends HealthStoreContract {
  @Override
  protected HealthStore create() {
    return new DynamoDbHealth(EmbeddedDynamoDb.CLIENT, EmbeddedDynamoDb.deliveryTable());
  }
}
