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

  /** The state as it was read just now. */
  void set(WebhookState read) {
    lock.lock();
    try {
      state = Optional.of(read);
      readAt = clock.instant();
    } finally {
      lock.unlock();
    }
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
   * Stores the state after an attempt that began with {@code before}. If another attempt stored its
   * own in between, each lacks the other's change: the next caller reads again.
   */
  void replace(WebhookState before, WebhookState after) {
    lock.lock();
    try {
      if (!after.equals(before)) {
        state = state.filter(before::equals).map(_ -> after);
      }
    } finally {
      lock.unlock();
    }
  }
}
