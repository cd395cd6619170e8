package dev.presently.adapters.dynamodb;

import dev.presently.core.Examples;
import dev.presently.core.webhook.SessionWebhooks;
import dev.presently.core.webhook.SessionWebhooksContract;
import dev.presently.core.webhook.WebhookLimits;
import dev.presently.core.webhook.WebhookStore;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

final class DynamoDbSessionWebhooksTest extends SessionWebhooksContract {
  private final String table = EmbeddedDynamoDb.table();
  private final WebhookStore webhooks =
      new DynamoDbWebhookStore(
          EmbeddedDynamoDb.CLIENT,
          table,
          () -> new WebhookLimits(9, 9),
          new JitteredConflictRetry(new SecureRandom(), System::nanoTime));
  private final SessionWebhooks reader =
      new DynamoDbSessionWebhooks(EmbeddedDynamoDb.CLIENT, table, webhooks);

  DynamoDbSessionWebhooksTest() {
    var sessions = new DynamoDbSessionStore(EmbeddedDynamoDb.CLIENT, table);
    List.of("shop", "other")
        .forEach(name -> sessions.save(Optional.empty(), Examples.loopback(name)));
  }

  @Override
  protected SessionWebhooks reader() {
    return reader;
  }

  @Override
  protected WebhookStore webhooks() {
    return webhooks;
  }
}
