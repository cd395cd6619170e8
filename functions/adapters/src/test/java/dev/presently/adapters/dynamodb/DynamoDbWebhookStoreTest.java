package dev.presently.adapters.dynamodb;

import dev.presently.core.webhook.WebhookStore;
import dev.presently.core.webhook.WebhookStoreContract;

final class DynamoDbWebhookStoreTest extends WebhookStoreContract {
  @Override
  protected WebhookStore create() {
    return new DynamoDbWebhookStore(EmbeddedDynamoDb.CLIENT, EmbeddedDynamoDb.table());
  }
}
