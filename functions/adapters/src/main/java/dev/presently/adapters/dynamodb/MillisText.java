package dev.presently.adapters.dynamodb;

import java.time.Instant;

/** Times as texts that sort as they do: milliseconds since 1970 in 15 digits. */
final class MillisText {
  private static final Instant LAST = Instant.ofEpochMilli(999_999_999_999_999L);

  private MillisText() {}

  /** The time, or the first one after it: nothing is due too early. */
  static String of(Instant at) {
    return upTo(earlier(at, LAST).plusNanos(999_999));
  }

  /** The time, or the last one before it. */
  static String upTo(Instant now) {
    return "%015d".formatted(earlier(now, LAST).toEpochMilli());
  }

  static Instant read(String text) {
    return Instant.ofEpochMilli(Long.parseLong(text));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
