package dev.presently.core.subscription;

import dev.presently.core.session.EngineState;
import dev.presently.core.session.Session;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** How a subscription fares; computed from its session and its times, never stored. */
public enum SubscriptionStatus {
  /** Asked or still to be asked for, and nothing was heard since. */
  PENDING,
  /** The contact was heard since it was last asked for. */
  ACTIVE,
  /** Asked for, and nothing was heard for longer than {@code renewAfter}. */
  STALE,
  /** The engine refuses this contact. */
  DENIED,
  /** The engine reconnected or is away; it is asked again. */
  LOST;

  /**
   * The status now. {@code lastHeard} is the last report about the contact. A session that asks no
   * engine has no other status than {@code PENDING} and {@code ACTIVE}.
   */
  public static SubscriptionStatus of(
      Session session, Subscription subscription, Optional<Instant> lastHeard, Instant now) {
    if (!session.hasRemoteEngine()) {
      return lastHeard.isPresent() ? ACTIVE : PENDING;
    }
    if (subscription.deniedReason().isPresent()) {
      return DENIED;
    }
    return subscription
        .askedAt()
        .map(askedAt -> of(session, subscription.createdAt(), askedAt, lastHeard, now))
        .orElse(PENDING);
  }

  private static SubscriptionStatus of(
      Session session,
      Instant createdAt,
      Instant askedAt,
      Optional<Instant> lastHeard,
      Instant now) {
    EngineState state = session.engineState();
    if (!session.status().isConnected()
        || state.connectedAt().filter(askedAt::isBefore).isPresent()) {
      return LOST;
    }
    if (lastHeard.filter(at -> !at.isBefore(askedAt)).isPresent()) {
      return ACTIVE;
    }
    Instant silentSince =
        Stream.concat(lastHeard.stream(), Stream.of(createdAt))
            .max(Comparator.naturalOrder())
            .orElse(createdAt);
    return silentSince.plus(session.engine().options().renewal()).isBefore(now) ? STALE : PENDING;
  }
}
