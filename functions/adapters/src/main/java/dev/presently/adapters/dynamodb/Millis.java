package dev.presently.adapters.dynamodb;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as texts that sort as they do: milliseconds since 1970 in 15 digits. */
final class Millis {
  private static final Instant LAST = Instant.ofEpochMilli(999_999_999_999_999L);

  private Millis() {}

  /** The time, or the first one after it: nothing is due too early. */
  static String of(Instant at) {
    Instant whole = floor(at);
    return text(whole.isBefore(at) ? whole.plusMillis(1) : whole);
  }

  /** What is due by then. */
  static String upTo(Instant now) {
    return text(floor(now));
  }

  static Instant read(String text) {
    return Instant.ofEpochMilli(Long.parseLong(text));
  }

  private static Instant floor(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS);
  }

  private static String text(Instant at) {
    return "%015d".formatted((at.isBefore(LAST) ? at : LAST).toEpochMilli());
  }
}
