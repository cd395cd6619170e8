package dev.presently.core.delivery;

import dev.presently.core.webhook.WebhookId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Wakes the drain of webhooks with parked lanes. A wake is stored before its message is queued, so
 * the sweep makes up for a lost message.
 */
public final class Wakes {
  /** A claim on a webhook's wake; {@code asked} is the wake request counter then. */
  public record Claim(WebhookId webhook, String holder, long asked) {}

  /** A message may be this late before the sweep sends another. */
  private static final Duration OVERDUE_AFTER = Duration.ofSeconds(20);

  private static final int SWEPT_AT_ONCE = 500;

  /** Bounds the reads of each minute, however many webhooks a deployment has. */
  private static final int MOST_COUNTED = 1_000;

  /** Longer than a whole operation, including an attempt. */
  private static final Duration LONGEST_OPERATION = Duration.ofSeconds(15);

  private final WakeStore store;
  private final RetryQueue queue;
  private final Clock clock;

  public Wakes(WakeStore store, RetryQueue queue, Clock clock) {
    this.store = store;
    this.queue = queue;
    this.clock = clock;
  }

  /** Asks for a wake at or before that time. */
  public void ask(WebhookId webhook, Instant at) {
    if (store.ask(webhook, at)) {
      queue.wake(webhook, at);
    }
  }

  public void askNow(WebhookId webhook) {
    ask(webhook, clock.instant());
  }

  /** Asks for a wake by the sweep in case the caller crashes before it asks. Sends no message. */
  public void askSweep(WebhookId webhook) {
    store.ask(webhook, clock.instant().plus(LONGEST_OPERATION));
  }

  /** Excludes other holders for at most this time; empty while another one holds the claim. */
  Optional<Claim> claim(WebhookId webhook, String holder, Duration time) {
    Instant now = clock.instant();
    OptionalLong asked = store.claim(webhook, holder, now, now.plus(time));
    return asked.isPresent()
        ? Optional.of(new Claim(webhook, holder, asked.getAsLong()))
        : Optional.empty();
  }

  /** False if a wake was asked for since the claim, so that there is more to drain. */
  boolean release(Claim claim, Optional<Instant> next) {
    if (!store.release(claim.webhook(), claim.holder(), next, claim.asked())) {
      return false;
    }
    next.ifPresent(at -> queue.wake(claim.webhook(), at));
    return true;
  }

  /**
   * The webhooks with parked deliveries: how many there are, how many of them are paused, and for
   * how long the one that has failed longest has not accepted a delivery. Of more than 1,000, only
   * those with the earliest wakes count.
   */
  public record Waiting(int webhooks, int paused, Duration longestFailure) {}

  public Waiting waiting() {
    Instant now = clock.instant();
    List<ReceiverHealth> waiting = store.waiting(MOST_COUNTED);
    return new Waiting(
        waiting.size(),
        (int) waiting.stream().filter(ReceiverHealth::isPaused).count(),
        waiting.stream()
            .flatMap(health -> health.failingSince().stream())
            .map(since -> Duration.between(since, now))
            .max(Duration::compareTo)
            .orElse(Duration.ZERO));
  }

  /** Queues wakes that were lost or too far away for the queue; returns how many. */
  public int sweep() {
    Instant now = clock.instant();
    List<WebhookId> overdue = store.overdue(now.minus(OVERDUE_AFTER), SWEPT_AT_ONCE);
    overdue.forEach(webhook -> queue.wake(webhook, now));
    return overdue.size();
  }
}
