package dev.presently.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import dev.presently.core.webhook.SessionWebhooks;
import dev.presently.core.webhook.SessionWebhooksContract;
import dev.presently.core.webhook.WebhookLimits;
import dev.presently.core.webhook.WebhookStore;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DynamoDbSessionWebhooksTest extends SessionWebhooksContract {
  private final String table = EmbeddedDynamoDb.table();
  private final DynamoDbWebhookStore webhooks =
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

  /** It saw a new version before the new webhook, and kept the list without it for ever. */
  @Test
  void aListThatAChangeHasNotReachedYetIsNotKept() {
    webhooks.save(Examples.webhook(1));
    webhooks.save(Examples.webhook(2));
    Item counter =
        new Table(EmbeddedDynamoDb.CLIENT, table)
            .get(DynamoDbWebhookStore.counter(Optional.empty()))
            .orElseThrow();
    Optional<String> version = counter.text(DynamoDbWebhookStore.VERSION);
    List<Item> both = webhooks.copies(Optional.empty());

    assertThat(DynamoDbSessionWebhooks.isWhole(both, version, counter)).isTrue();
    assertThat(DynamoDbSessionWebhooks.isWhole(both.subList(0, 1), version, counter)).isFalse();
    List<Item> beforeAChange = List.of(both.getFirst(), both.getFirst());
    assertThat(DynamoDbSessionWebhooks.isWhole(beforeAChange, version, counter)).isFalse();
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
