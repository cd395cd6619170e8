package dev.presently.core.subscription;

import java.time.Instant;
import java.util.Optional;

/**
 * A session's subscription to a contact. It stays stored when ended, so that later reports of the
 * engine are muted.
 */
public record Subscription(Instant createdAt, Instant renewedAt, Optional<Instant> endedAt) {
  public static Subscription begin(Instant now) {
    return new Subscription(now, now, Optional.empty());
  }

  public boolean isActive() {
    return endedAt.isEmpty();
  }

  /** Renews an active subscription; an ended one starts again. */
  public Subscription renew(Instant now) {
    return isActive() ? new Subscription(createdAt, now, Optional.empty()) : begin(now);
  }

  public Subscription end(Instant now) {
    return isActive() ? new Subscription(createdAt, renewedAt, Optional.of(now)) : this;
  }
}
