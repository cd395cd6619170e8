package dev.presently.adapters.dynamodb;

import java.time.Instant;

/** Times as sortable strings: milliseconds since 1970 in 15 digits. */
final class MillisText {
  private static final Instant LAST = Instant.ofEpochMilli(999_999_999_999_999L);

  private MillisText() {}

  /** Rounded up, so that nothing is due early. */
  static String of(Instant at) {
    return upTo(bounded(at).plusNanos(999_999));
  }

  /** Rounded down. */
  static String upTo(Instant now) {
    return "%015d".formatted(bounded(now).toEpochMilli());
  }

  static Instant read(String text) {
    return Instant.ofEpochMilli(Long.parseLong(text));
  }

  private static Instant bounded(Instant at) {
    return at.isBefore(LAST) ? at : LAST;
  }
}
