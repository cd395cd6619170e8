package dev.presently.adapters.engines;

import dev.presently.core.presence.LastSeen;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** The forms in which engines give times; a zero of any kind means that the time is not known. */
final class EngineTimes {
  /** Years 1 to 9999: what every reader of ours can write down. */
  private static final BigDecimal LATEST_SECOND = BigDecimal.valueOf(253_402_300_799L);

  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  private EngineTimes() {}

  static Optional<Instant> seconds(Optional<BigDecimal> number) {
    return number
        .filter(seconds -> seconds.signum() > 0 && seconds.compareTo(LATEST_SECOND) <= 0)
        .map(seconds -> Instant.ofEpochSecond(seconds.longValue()))
        .filter(EngineTimes::isKnown);
  }

  static Optional<Instant> milliseconds(Optional<BigDecimal> number) {
    return number
        .filter(
            millis ->
                millis.signum() > 0 && millis.compareTo(LATEST_SECOND.multiply(THOUSAND)) <= 0)
        .map(millis -> Instant.ofEpochMilli(millis.longValue()))
        .filter(EngineTimes::isKnown);
  }

  /** ISO-8601 with an offset; Go's zero time is 0001-01-01T00:00:00Z. */
  static Optional<Instant> iso(Optional<String> text) {
    try {
      return text.map(Instant::parse).filter(EngineTimes::isKnown);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static LastSeen lastSeen(Optional<Instant> at) {
    return at.<LastSeen>map(LastSeen.Visible::new).orElse(LastSeen.UNKNOWN);
  }

  private static boolean isKnown(Instant at) {
    return at.getEpochSecond() > 0 && at.getEpochSecond() <= LATEST_SECOND.longValue();
  }
}
