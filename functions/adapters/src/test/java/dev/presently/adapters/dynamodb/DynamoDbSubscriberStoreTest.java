package dev.presently.adapters.dynamodb;

import dev.presently.core.subscription.SubscriberStore;
import dev.presently.core.subscription.SubscriberStoreContract;

final class DynamoDbSubscriberStoreTest extends SubscriberStoreContract {
  @Override
  protected SubscriberStore create() {
    return new DynamoDbSubscriberStore(EmbeddedDynamoDb.CLIENT, EmbeddedDynamoDb.table());
  }
}
