package dev.presently.core.delivery;

import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookStore;

/** Reads targets as they are at that moment. */
public final class WebhookStates {
  private final WebhookStore webhooks;
  private final ReceiverHealthStore health;

  public WebhookStates(WebhookStore webhooks, ReceiverHealthStore health) {
    this.webhooks = webhooks;
    this.health = health;
  }

  public WebhookState find(WebhookId webhook) {
    return new WebhookState(webhooks.find(webhook), health.find(webhook));
  }
}
