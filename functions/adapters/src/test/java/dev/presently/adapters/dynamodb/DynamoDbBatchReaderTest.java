package dev.presently.adapters.dynamodb;

import dev.presently.core.TestClock;
import dev.presently.core.delivery.BatchReader;
import dev.presently.core.delivery.BatchReaderContract;
import dev.presently.core.delivery.LaneStore;
import dev.presently.core.delivery.ReceiverHealthStore;
import dev.presently.core.webhook.WebhookLimits;
import dev.presently.core.webhook.WebhookStore;
import java.security.SecureRandom;

final class DynamoDbBatchReaderTest extends BatchReaderContract {
  private final String registry = EmbeddedDynamoDb.table();
  private final String deliveries = EmbeddedDynamoDb.deliveryTable();

  @Override
  protected BatchReader reader() {
    return new DynamoDbBatchReader(EmbeddedDynamoDb.CLIENT, registry, deliveries);
  }

  @Override
  protected WebhookStore webhooks() {
    return new DynamoDbWebhookStore(
        EmbeddedDynamoDb.CLIENT,
        registry,
        () -> new WebhookLimits(9, 9),
        new JitteredConflictRetry(new SecureRandom(), System::nanoTime));
  }

  @Override
  protected ReceiverHealthStore health() {
    return new DynamoDbReceiverHealthStore(EmbeddedDynamoDb.CLIENT, deliveries);
  }

  @Override
  protected LaneStore lanes() {
    return new DynamoDbLaneStore(EmbeddedDynamoDb.CLIENT, deliveries, () -> 7, new TestClock());
  }
}
