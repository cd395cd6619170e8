package dev.presently.core.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A webhook's key, and the one before it while that one still signs along. */
public record SigningKeys(HmacKey current, Optional<Previous> previous) {
  /** A replaced key, and until when it signs along. */
  public record Previous(HmacKey key, Instant until) {}

  public static SigningKeys only(HmacKey key) {
    return new SigningKeys(key, Optional.empty());
  }

  /**
   * The new key signs at once; the one it replaces signs along for a while, an older one no more.
   * The same key once more replaces nothing.
   */
  public SigningKeys rotate(HmacKey next, Duration overlap, Instant now) {
    if (next.equals(current)) {
      return this;
    }
    return new SigningKeys(
        next,
        overlap.isZero()
            ? Optional.empty()
            : Optional.of(new Previous(current, now.plus(overlap))));
  }

  /** The keys that sign at this moment, the newest first. */
  public List<HmacKey> live(Instant now) {
    return Stream.concat(
            Stream.of(current),
            previous.stream().filter(old -> old.until().isAfter(now)).map(Previous::key))
        .toList();
  }
}
