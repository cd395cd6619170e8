package dev.presently.core.webhook;

import dev.presently.core.Page;
import dev.presently.core.Pages;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Stores webhooks in memory, synchronized. */
public final class InMemoryWebhookStore implements WebhookStore {
  private final NavigableMap<WebhookId, Webhook> webhooks = new TreeMap<>();
  private long lastId;

  @Override
  public synchronized WebhookId nextId() {
    lastId++;
    return new WebhookId(lastId);
  }

  @Override
  public synchronized Optional<Webhook> find(WebhookId id) {
    return Optional.ofNullable(webhooks.get(id));
  }

  @Override
  public synchronized Page<Webhook> list(Optional<String> after, int limit) {
    return Pages.of(
        webhooks, after.map(WebhookId::parse), limit, webhook -> webhook.id().toString());
  }

  @Override
  public synchronized boolean save(Webhook webhook) {
    if (webhook.revision() != find(webhook.id()).map(Webhook::revision).orElse(0L)) {
      return false;
    }
    webhooks.put(webhook.id(), webhook.stored());
    return true;
  }

  @Override
  public synchronized boolean remove(WebhookId id) {
    return webhooks.remove(id) != null;
  }
}
