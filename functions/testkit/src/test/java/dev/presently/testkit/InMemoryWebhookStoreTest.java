package dev.presently.testkit;

import dev.presently.core.webhook.WebhookStore;

final class InMemoryWebhookStoreTest extends WebhookStoreContract {
  @Override
  protected WebhookStore create() {
    return new InMemoryWebhookStore();
  }
}
