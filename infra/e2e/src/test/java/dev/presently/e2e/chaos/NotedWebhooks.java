package dev.presently.e2e.chaos;

import dev.presently.core.Page;
import dev.presently.core.delivery.Event;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Webhooks whose versions are noted; that one was disabled for its receiver is an event. */
record NotedWebhooks(
    WebhookStore webhooks, History history, InstantSource time, Consumer<Event> events)
    implements WebhookStore {
  @Override
  public WebhookId nextId() {
    return webhooks.nextId();
  }

  @Override
  public Optional<Webhook> find(WebhookId id) {
    return webhooks.find(id);
  }

  @Override
  public Page<Webhook> list(Optional<String> after, int limit) {
    return webhooks.list(after, limit);
  }

  @Override
  public List<Webhook> of(Optional<SessionName> session) {
    return webhooks.of(session);
  }

  @Override
  public Result save(Webhook webhook) {
    Result result = webhooks.save(webhook);
    if (result instanceof Result.Saved) {
      Webhook stored = webhook.stored();
      history.version(time.instant(), webhook.id(), Optional.of(stored));
      stored
          .disableState()
          .disabledReason()
          .filter(_ -> !stored.settings().enabled())
          .ifPresent(reason -> events.accept(new Event.WebhookDisabled(stored, reason)));
    }
    return result;
  }

  @Override
  public boolean remove(WebhookId id) {
    boolean removed = webhooks.remove(id);
    if (removed) {
      history.version(time.instant(), id, Optional.empty());
    }
    return removed;
  }
}
