package dev.presently.core.webhook;

final class InMemoryWebhookStoreTest extends WebhookStoreContract {
  @Override
  protected WebhookStore create() {
    return new InMemoryWebhookStore();
  }
}
