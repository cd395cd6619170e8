package dev.presently.core.delivery;

import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookStore;

/** Reads the current state of webhooks. */
public record WebhookStates(WebhookStore webhooks, ReceiverHealthStore health) {
  public WebhookState find(WebhookId webhook) {
    return new WebhookState(webhooks.find(webhook), health.find(webhook));
  }
}
