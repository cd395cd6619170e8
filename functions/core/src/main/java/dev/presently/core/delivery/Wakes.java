package dev.presently.core.delivery;

import dev.presently.core.webhook.WebhookId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Sees to it that a webhook with parked lanes is looked at: the time is stored before the queue is
 * told, so that a message that is lost is made up for by the sweep.
 */
public final class Wakes {
  /** A message on its way is not lost yet. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final int SWEPT_AT_ONCE = 500;

  /** Longer than what is begun takes, an attempt included. */
  private static final Duration DONE_BY_THEN = Duration.ofSeconds(15);

  private final WakeStore store;
  private final RetryQueue queue;
  private final Clock clock;

  public Wakes(WakeStore store, RetryQueue queue, Clock clock) {
    this.store = store;
    this.queue = queue;
    this.clock = clock;
  }

  /** Somebody looks at the webhook by then. */
  public void ask(WebhookId webhook, Instant at) {
    if (store.ask(webhook, at)) {
      queue.wake(webhook, at);
    }
  }

  /** Somebody looks at the webhook now. */
  public void askNow(WebhookId webhook) {
    ask(webhook, clock.instant());
  }

  /**
   * The sweep looks at the webhook when what is begun now is done, if nobody does before: whoever
   * is cut off before asking is made up for. No message is sent.
   */
  public void askSweep(WebhookId webhook) {
    store.ask(webhook, clock.instant().plus(DONE_BY_THEN));
  }

  /** Nobody else drains this webhook for that long; empty when somebody does already. */
  OptionalLong claim(WebhookId webhook, String holder, Duration time) {
    Instant now = clock.instant();
    return store.claim(webhook, holder, now, now.plus(time));
  }

  /** Ends a claim; false when somebody asked in the meantime, so that there is more to look at. */
  boolean release(WebhookId webhook, String holder, Optional<Instant> next, long asked) {
    if (!store.release(webhook, holder, next, asked)) {
      return false;
    }
    next.ifPresent(at -> queue.wake(webhook, at));
    return true;
  }

  /** Tells the queue of wakes that were missed or too far away; returns how many. */
  public int sweep() {
    Instant now = clock.instant();
    List<WebhookId> overdue = store.overdue(now.minus(PATIENCE), SWEPT_AT_ONCE);
    overdue.forEach(webhook -> queue.wake(webhook, now));
    return overdue.size();
  }
}
