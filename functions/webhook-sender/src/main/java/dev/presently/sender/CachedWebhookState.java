package dev.presently.sender;

import dev.presently.core.delivery.WebhookState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The state of one webhook, shared by parallel attempts: read once while the others wait, and read
 * again when it is older than {@link #MAX_AGE}.
 */
final class CachedWebhookState {
  /** A change, disabling or deletion of the webhook takes effect within this time. */
  static final Duration MAX_AGE = Duration.ofSeconds(5);

  private final Supplier<WebhookState> source;
  private final InstantSource clock;
  private final Lock lock = new ReentrantLock();
  private Optional<WebhookState> state = Optional.empty();
  private Instant readAt = Instant.MIN;

  CachedWebhookState(Supplier<WebhookState> source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  /** After a failed read, the next caller reads again. */
  WebhookState get() {
    lock.lock();
    try {
      Instant now = clock.instant();
      if (state.isEmpty() || readAt.plus(MAX_AGE).isBefore(now)) {
        state = Optional.of(source.get());
        readAt = now;
      }
      return state.get();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Replaces the state that an attempt was given by the state it found. If another attempt has
   * replaced it too, neither is complete, and the next caller reads again.
   */
  void replace(WebhookState given, WebhookState found) {
    lock.lock();
    try {
      if (!found.equals(given)) {
        state = state.filter(given::equals).map(_ -> found);
      }
    } finally {
      lock.unlock();
    }
  }
}
