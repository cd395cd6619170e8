package dev.presently.core.delivery;

import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookStore;

/** Reads targets as they are at that moment. */
public final class Targets {
  private final WebhookStore webhooks;
  private final HealthStore health;

  public Targets(WebhookStore webhooks, HealthStore health) {
    this.webhooks = webhooks;
    this.health = health;
  }

  public Target find(WebhookId webhook) {
    return new Target(webhooks.find(webhook), health.find(webhook));
  }
}
