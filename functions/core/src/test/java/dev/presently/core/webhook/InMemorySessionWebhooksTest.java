package dev.presently.core.webhook;

final class InMemorySessionWebhooksTest extends SessionWebhooksContract {
  private final InMemoryWebhookStore webhooks = new InMemoryWebhookStore();

  @Override
  protected SessionWebhooks reader() {
    return new InMemorySessionWebhooks(webhooks);
  }

  @Override
  protected WebhookStore webhooks() {
    return webhooks;
  }
}
