package dev.presently.core.subscription;

import java.time.Instant;
import java.util.Optional;

/**
 * A session's subscription to a contact. It stays stored when ended, so that later reports of the
 * engine are muted. {@code renewedAt} is when the caller or Presently last asked for it. Of a
 * remote engine: when it was last asked, when it first reported the contact after that, and why it
 * refused.
 */
public record Subscription(
    Instant createdAt,
    Instant renewedAt,
    Optional<Instant> endedAt,
    Optional<Instant> askedAt,
    Optional<Instant> confirmedAt,
    Optional<String> deniedReason) {
  /** Not asked of an engine yet. */
  public static Subscription begin(Instant now) {
    return new Subscription(
        now, now, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  public boolean isActive() {
    return endedAt.isEmpty();
  }

  /** Renews an active subscription; an ended one starts again. */
  public Subscription renew(Instant now) {
    return isActive()
        ? new Subscription(createdAt, now, endedAt, askedAt, confirmedAt, deniedReason)
        : begin(now);
  }

  public Subscription end(Instant now) {
    return isActive()
        ? new Subscription(
            createdAt, renewedAt, Optional.of(now), askedAt, confirmedAt, deniedReason)
        : this;
  }

  /** The engine accepted it, asked at that time; changes nothing if it was asked again since. */
  public Subscription asked(Instant at) {
    return answered(at, Optional.empty());
  }

  /** The engine refused it, asked at that time; changes nothing if it was asked again since. */
  public Subscription denied(Instant at, String reason) {
    return answered(at, Optional.of(reason));
  }

  /** To be asked for like one that was never asked for. */
  public Subscription unasked() {
    return new Subscription(
        createdAt, renewedAt, endedAt, Optional.empty(), confirmedAt, Optional.empty());
  }

  /** If the engine refused it, it is to be asked for again. */
  public Subscription retried() {
    return deniedReason.isPresent() ? unasked() : this;
  }

  /** The engine reports the contact; only the first report after asking changes anything. */
  public Subscription heard(Instant now) {
    return isActive() && askedAt.isPresent() && !isConfirmed()
        ? new Subscription(
            createdAt, renewedAt, endedAt, askedAt, Optional.of(now), Optional.empty())
        : this;
  }

  /** To be asked of an engine that must have been asked at this time or later. */
  public boolean needsAsking(Instant askBefore) {
    return isActive() && askedAt.filter(at -> !at.isBefore(askBefore)).isEmpty();
  }

  private Subscription answered(Instant at, Optional<String> reason) {
    return askedAt.filter(later -> later.isAfter(at)).isPresent()
        ? this
        : new Subscription(
            createdAt,
            at.isAfter(renewedAt) ? at : renewedAt,
            endedAt,
            Optional.of(at),
            confirmedAt,
            reason);
  }

  private boolean isConfirmed() {
    return confirmedAt.filter(at -> !at.isBefore(askedAt.orElseThrow())).isPresent();
  }
}
