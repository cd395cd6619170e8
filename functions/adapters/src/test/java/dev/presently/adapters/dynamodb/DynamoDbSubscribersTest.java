package dev.presently.adapters.dynamodb;

import dev.presently.core.subscription.Subscribers;
import dev.presently.testkit.SubscribersContract;

final class DynamoDbSubscribersTest extends SubscribersContract {
  @Override
  protected Subscribers create() {
    return new DynamoDbSubscribers(EmbeddedDynamoDb.CLIENT, EmbeddedDynamoDb.table());
  }
}
