package dev.presently.core.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A stored API key, without the key itself.
 *
 * @param ratePerMinute most requests in a sliding minute, from 1
 * @param expiresAt absent means never
 * @param lastUsedAt at most an hour older than the last use
 * @param revision as read; 0 was never stored
 */
public record ApiKey(
    KeyHash hash,
    String label,
    Grant grant,
    boolean isActive,
    int ratePerMinute,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> lastUsedAt,
    long revision) {
  private static final Duration LAST_USE_PRECISION = Duration.ofHours(1);

  public static ApiKey create(
      KeyHash hash,
      String label,
      Grant grant,
      int ratePerMinute,
      Instant now,
      Optional<Duration> lifetime) {
    return new ApiKey(
        hash, label, grant, true, ratePerMinute, now, lifetime.map(now::plus), Optional.empty(), 0);
  }

  public KeyId id() {
    return hash.id();
  }

  /** Active and not expired. */
  public boolean isValid(Instant now) {
    return isActive && expiresAt.map(now::isBefore).orElse(true);
  }

  /** Limits writes of {@code lastUsedAt} to one per hour. */
  boolean isLastUseOutdated(Instant now) {
    return lastUsedAt.map(last -> !now.isBefore(last.plus(LAST_USE_PRECISION))).orElse(true);
  }

  ApiKey usedAt(Instant now) {
    return with(label, isActive, ratePerMinute, Optional.of(now), revision);
  }

  /** As it is read after it was stored. */
  public ApiKey stored() {
    return with(label, isActive, ratePerMinute, lastUsedAt, revision + 1);
  }

  public ApiKey changed(String newLabel, boolean active, int newRate) {
    return with(newLabel, active, newRate, lastUsedAt, revision);
  }

  private ApiKey with(
      String newLabel, boolean active, int rate, Optional<Instant> used, long newRevision) {
    return new ApiKey(hash, newLabel, grant, active, rate, createdAt, expiresAt, used, newRevision);
  }
}
