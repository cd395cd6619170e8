package dev.presently.core.delivery;

import dev.presently.core.Page;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.ChangeWebhook;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookStore;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

/**
 * Changes or removes a webhook, with what follows for its deliveries: what waits for one that is
 * disabled or removed ends soon, and another receiver starts with a clean slate.
 */
public final class ReviseWebhook {
  private static final int AT_ONCE = 500;

  private final ChangeWebhook change;
  private final WebhookStore webhooks;
  private final HealthStore health;
  private final Wakes wakes;

  public ReviseWebhook(
      ChangeWebhook change, WebhookStore webhooks, HealthStore health, Wakes wakes) {
    this.change = change;
    this.webhooks = webhooks;
    this.health = health;
    this.wakes = wakes;
  }

  /** The stored webhook; none when there is none. */
  public Optional<Webhook> change(WebhookId id, BiFunction<Webhook, Instant, Webhook> wish) {
    AtomicReference<Optional<Webhook>> before = new AtomicReference<>(Optional.empty());
    Optional<Webhook> after =
        change.change(
            id,
            (now, at) -> {
              before.set(Optional.of(now));
              return wish.apply(now, at);
            });
    if (after.isPresent()) {
      follow(before.get().orElseThrow(), after.get());
    }
    return after;
  }

  /** False when there was none. */
  public boolean remove(WebhookId id) {
    boolean removed = webhooks.remove(id);
    if (removed) {
      wakes.askNow(id);
    }
    return removed;
  }

  /** Removes the webhooks that are for this session alone. */
  public void removeThoseOf(SessionName session) {
    for (Webhook webhook : Page.each(after -> webhooks.list(after, AT_ONCE))) {
      if (webhook.belongsTo(session)) {
        remove(webhook.id());
      }
    }
  }

  private void follow(Webhook before, Webhook after) {
    boolean enabled = after.wishes().enabled();
    boolean switched = enabled != before.wishes().enabled();
    boolean moved = !after.url().equals(before.url());
    if (moved || (switched && enabled)) {
      health.reset(after.id());
    }
    if (moved || switched) {
      wakes.askNow(after.id());
    }
  }
}
