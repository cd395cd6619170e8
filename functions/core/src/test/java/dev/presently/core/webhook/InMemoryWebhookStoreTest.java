package dev.presently.core.webhook;

final class InMemoryWebhookStoreTest extends WebhookStoreContract {
  @Override
  protected WebhookStore create(WebhookLimits limits) {
    return new InMemoryWebhookStore(limits);
  }
}
