package dev.presently.core.webhook;

import dev.presently.core.Page;
import dev.presently.core.Pages;
import dev.presently.core.session.SessionName;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Stores webhooks in memory, synchronized. */
public final class InMemoryWebhookStore implements WebhookStore {
  private final NavigableMap<WebhookId, Webhook> webhooks = new TreeMap<>();
  private final WebhookLimits limits;
  private final Predicate<SessionName> sessions;
  private long lastId;

  /** With the limits of template.yaml; every session exists. */
  public InMemoryWebhookStore() {
    this(new WebhookLimits(50, 1_000), _ -> true);
  }

  public InMemoryWebhookStore(WebhookLimits limits, Predicate<SessionName> sessions) {
    this.limits = limits;
    this.sessions = sessions;
  }

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
  public synchronized List<Webhook> of(Optional<SessionName> session) {
    return webhooks.values().stream()
        .filter(webhook -> webhook.settings().session().equals(session))
        .toList();
  }

  @Override
  public synchronized Result save(Webhook webhook) {
    if (webhook.revision() != find(webhook.id()).map(Webhook::revision).orElse(0L)) {
      return new Result.Conflict();
    }
    boolean isNew = webhook.revision() == 0;
    if (isNew && webhooks.size() >= limits.inAll()) {
      return new Result.TooManyInAll(limits.inAll());
    }
    if (isNew && of(webhook.settings().session()).size() >= limits.perSession()) {
      return new Result.TooManyOfSession(limits.perSession());
    }
    Optional<SessionName> session = webhook.settings().session();
    if (isNew && session.isPresent() && !sessions.test(session.get())) {
      return new Result.NoSession(session.get());
    }
    webhooks.put(webhook.id(), webhook.stored());
    return new Result.Saved();
  }

  @Override
  public synchronized boolean remove(WebhookId id) {
    return webhooks.remove(id) != null;
  }
}
