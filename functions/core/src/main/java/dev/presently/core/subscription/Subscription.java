package dev.presently.core.subscription;

import java.time.Instant;
import java.util.Optional;

/**
 * A session's standing wish to be told about a contact. One that was ended by its session is kept,
 * so that what an engine goes on reporting stays silent.
 */
public record Subscription(Instant createdAt, Instant renewedAt, Optional<Instant> endedAt) {
  public static Subscription begin(Instant now) {
    return new Subscription(now, now, Optional.empty());
  }

  public boolean isActive() {
    return endedAt.isEmpty();
  }

  /** Wished once more: a standing one is renewed, an ended one begins anew. */
  public Subscription renew(Instant now) {
    return isActive() ? new Subscription(createdAt, now, Optional.empty()) : begin(now);
  }

  public Subscription end(Instant now) {
    return isActive() ? new Subscription(createdAt, renewedAt, Optional.of(now)) : this;
  }
}
