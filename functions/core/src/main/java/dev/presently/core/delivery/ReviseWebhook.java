package dev.presently.core.delivery;

import dev.presently.core.Page;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.ChangeWebhook;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookStore;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Changes or removes a webhook, with what follows for its deliveries: what waits for one that is
 * disabled or removed ends soon. The sweep is asked before anything is written, so that this also
 * follows where somebody is cut off on the way; and it rests on what is stored and not on what it
 * was before, so that whoever does the same again gets the same.
 */
public final class ReviseWebhook {
  private static final int AT_ONCE = 500;

  private final ChangeWebhook change;
  private final WebhookStore webhooks;
  private final ReceiverHealthStore health;
  private final Wakes wakes;

  public ReviseWebhook(
      ChangeWebhook change, WebhookStore webhooks, ReceiverHealthStore health, Wakes wakes) {
    this.change = change;
    this.webhooks = webhooks;
    this.health = health;
    this.wakes = wakes;
  }

  /** The stored webhook; none when there is none. */
  public Optional<Webhook> change(WebhookId id, BiFunction<Webhook, Instant, Webhook> wish) {
    Optional<Webhook> after = changed(id, wish, wished -> !wished.settings().enabled());
    if (after.filter(stored -> !stored.settings().enabled()).isPresent()) {
      wakes.askNow(id);
    }
    return after;
  }

  /**
   * The same where the receiver is another one, or is given a new chance: it starts with a clean
   * slate, and what is due is sent now.
   */
  public Optional<Webhook> renew(WebhookId id, BiFunction<Webhook, Instant, Webhook> wish) {
    Optional<Webhook> after = changed(id, wish, _ -> true);
    if (after.isPresent()) {
      health.reset(id);
      wakes.askNow(id);
    }
    return after;
  }

  private Optional<Webhook> changed(
      WebhookId id, BiFunction<Webhook, Instant, Webhook> wish, Predicate<Webhook> matters) {
    return change.change(
        id,
        (now, at) -> {
          Webhook wished = wish.apply(now, at);
          if (matters.test(wished)) {
            wakes.askSweep(id);
          }
          return wished;
        });
  }

  /** False when there was none. */
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
  public void removeThoseOf(SessionName session) {
    for (Webhook webhook : Page.each(after -> webhooks.list(after, AT_ONCE))) {
      if (webhook.belongsTo(session)) {
        remove(webhook.id());
      }
    }
  }
}
