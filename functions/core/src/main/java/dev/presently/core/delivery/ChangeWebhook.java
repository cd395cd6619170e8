package dev.presently.core.delivery;

import dev.presently.core.ConflictRetry;
import dev.presently.core.InParallel;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Changes or removes a webhook and ends its parked deliveries if it is disabled or removed. The
 * sweep is asked before the write, so a crash in between is recovered. Depends only on stored
 * state, so it is idempotent.
 */
public final class ChangeWebhook {
  private final WebhookStore webhooks;
  private final ReceiverHealthStore health;
  private final Wakes wakes;
  private final ConflictRetry conflicts;
  private final Clock clock;

  public ChangeWebhook(
      WebhookStore webhooks,
      ReceiverHealthStore health,
      Wakes wakes,
      ConflictRetry conflicts,
      Clock clock) {
    this.webhooks = webhooks;
    this.health = health;
    this.wakes = wakes;
    this.conflicts = conflicts;
    this.clock = clock;
  }

  /**
   * Returns the stored webhook; empty if there is none. The change is applied again after each
   * conflict; one that leaves the webhook equal writes nothing.
   */
  public Optional<Webhook> change(WebhookId id, BiFunction<Webhook, Instant, Webhook> change) {
    Optional<Webhook> after = change(id, change, changed -> !changed.settings().enabled());
    if (after.filter(stored -> !stored.settings().enabled()).isPresent()) {
      wakes.askNow(id);
    }
    return after;
  }

  /** Like {@link #change}, but also resets the receiver's health and sends now what is due. */
  public Optional<Webhook> renew(WebhookId id, BiFunction<Webhook, Instant, Webhook> change) {
    Optional<Webhook> after = change(id, change, _ -> true);
    if (after.isPresent()) {
      health.reset(id);
      wakes.askNow(id);
    }
    return after;
  }

  private Optional<Webhook> change(
      WebhookId id, BiFunction<Webhook, Instant, Webhook> change, Predicate<Webhook> wakesSweep) {
    return conflicts.change(
        () -> webhooks.find(id),
        before -> {
          Webhook after = change.apply(before, clock.instant());
          if (wakesSweep.test(after)) {
            wakes.askSweep(id);
          }
          return after;
        },
        changed -> webhooks.save(changed) instanceof WebhookStore.Result.Saved);
  }

  /** False if there is none. */
  public boolean remove(WebhookId id) {
    if (webhooks.find(id).isEmpty()) {
      return false;
    }
    wakes.askSweep(id);
    boolean removed = webhooks.remove(id);
    wakes.askNow(id);
    return removed;
  }

  /** Removes the webhooks that are for this session alone. */
  public void removeAllOf(SessionName session) {
    List<WebhookId> ids = webhooks.of(Optional.of(session)).stream().map(Webhook::id).toList();
    InParallel.each(ids, this::askSweep);
    // One after the other: they are counted in the same items.
    ids.forEach(webhooks::remove);
    InParallel.each(ids, this::askNow);
  }

  private WebhookId askSweep(WebhookId id) {
    wakes.askSweep(id);
    return id;
  }

  private WebhookId askNow(WebhookId id) {
    wakes.askNow(id);
    return id;
  }
}
