package dev.presently.core.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is stored of a key, which is never the key itself.
 *
 * @param hash by which it is known again
 * @param ratePerMinute most requests in a sliding minute, from 1
 * @param expiresAt from then on it is refused; absent is never
 * @param lastUsedAt a use of it; the last one is less than an hour later
 * @param revision 0 before it was stored
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
  /** Of how old a use it is known at least that there was one. */
  static final Duration USE = Duration.ofHours(1);

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

  /** It opens what it is granted at this moment. */
  boolean isGood(Instant now) {
    return isActive && expiresAt.map(now::isBefore).orElse(true);
  }

  /** Its last use is so long ago that another one is worth a write. */
  boolean isUseNews(Instant now) {
    return lastUsedAt.map(last -> !now.isBefore(last.plus(USE))).orElse(true);
  }

  ApiKey usedAt(Instant now) {
    return new ApiKey(
        hash,
        label,
        grant,
        isActive,
        ratePerMinute,
        createdAt,
        expiresAt,
        Optional.of(now),
        revision);
  }

  /** As it is read again after it was stored. */
  public ApiKey stored() {
    return new ApiKey(
        hash,
        label,
        grant,
        isActive,
        ratePerMinute,
        createdAt,
        expiresAt,
        lastUsedAt,
        revision + 1);
  }

  /** The same key with another name, rate, or switched on or off. */
  public ApiKey changed(String newLabel, boolean active, int newRate) {
    return new ApiKey(
        hash, newLabel, grant, active, newRate, createdAt, expiresAt, lastUsedAt, revision);
  }
}
