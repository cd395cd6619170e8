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
 * What many attempts side by side know of one webhook: read once, while others wait for it, and
 * read anew before an attempt that would go by what was read longer ago than {@link #OLDEST}.
 */
final class CachedWebhookState {
  /** A webhook that was changed, disabled or deleted this long ago is not used as it was. */
  static final Duration OLDEST = Duration.ofSeconds(5);

  private final Supplier<WebhookState> read;
  private final InstantSource clock;
  private final Lock reading = new ReentrantLock();
  private Optional<WebhookState> known = Optional.empty();
  private Instant readAt = Instant.MIN;

  CachedWebhookState(Supplier<WebhookState> read, InstantSource clock) {
    this.read = read;
    this.clock = clock;
  }

  /** A read that fails is made again by the next one who needs it. */
  WebhookState get() {
    reading.lock();
    try {
      Instant now = clock.instant();
      if (known.isEmpty() || readAt.plus(OLDEST).isBefore(now)) {
        known = Optional.of(read.get());
        readAt = now;
      }
      return known.get();
    } finally {
      reading.unlock();
    }
  }

  /**
   * What an attempt has made of the target that it was given. Where another one has found something
   * as well, neither knows it all, and it is read again.
   */
  void became(WebhookState given, WebhookState now) {
    reading.lock();
    try {
      if (!now.equals(given)) {
        known = known.filter(given::equals).map(_ -> now);
      }
    } finally {
      reading.unlock();
    }
  }
}
