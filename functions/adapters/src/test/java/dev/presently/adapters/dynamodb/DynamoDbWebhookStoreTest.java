package dev.presently.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookLimits;
import dev.presently.core.webhook.WebhookStore;
import dev.presently.core.webhook.WebhookStoreContract;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DynamoDbWebhookStoreTest extends WebhookStoreContract {
  @Override
  protected WebhookStore create(WebhookLimits limits, Set<SessionName> sessions) {
    String table = EmbeddedDynamoDb.table();
    var stored = new DynamoDbSessionStore(EmbeddedDynamoDb.CLIENT, table);
    sessions.forEach(session -> stored.save(Optional.empty(), Examples.loopback(session.value())));
    return store(table, limits);
  }

  /** A session that is made and removed again and again leaves no counters behind. */
  @Test
  void theCounterOfASessionGoesWithItsLastWebhook() {
    String table = EmbeddedDynamoDb.table();
    WebhookStore store = store(table, new WebhookLimits(2, 2));
    store.save(Examples.webhook(1));
    store.save(Examples.webhook(2));
    var counter = new ItemKey("COUNTER", "WEBHOOKS#*");
    var items = new Table(EmbeddedDynamoDb.CLIENT, table);

    store.remove(new WebhookId(1));
    assertThat(items.get(counter)).isPresent();
    store.remove(new WebhookId(2));
    assertThat(items.get(counter)).isEmpty();
  }

  private static WebhookStore store(String table, WebhookLimits limits) {
    return new DynamoDbWebhookStore(
        EmbeddedDynamoDb.CLIENT,
        table,
        () -> limits,
        new JitteredConflictRetry(new SecureRandom(), System::nanoTime));
  }
}
