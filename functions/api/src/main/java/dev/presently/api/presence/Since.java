package dev.presently.api.presence;

import dev.presently.core.InvalidValue;
import java.time.DateTimeException;
import java.time.Instant;

/** Reads the time from which on a caller wants to hear. */
final class Since {
  private Since() {}

  /** A plus sign that was not percent-encoded arrives as a space. */
  static Instant parse(String text) {
    try {
      return Instant.parse(text.replace(' ', '+'));
    } catch (DateTimeException e) {
      throw new InvalidValue("accepted: an ISO-8601 time like 2026-01-15T10:30:00Z");
    }
  }
}
