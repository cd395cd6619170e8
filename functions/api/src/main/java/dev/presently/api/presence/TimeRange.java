package dev.presently.api.presence;

import dev.presently.api.ApiRequest;
import dev.presently.core.InvalidValue;
import dev.presently.core.history.HistoryPosition;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The query parameters {@code from}, which is inclusive, and {@code to}, which is exclusive. */
record TimeRange(Instant from, Instant to) {
  static final Duration DEFAULT_ONLINE = Duration.ofHours(24);
  static final Duration MOST_ONLINE = Duration.ofDays(31);

  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = HistoryPosition.LAST.at();

  /** All times by default. */
  static TimeRange ofHistory(ApiRequest request) {
    return checked(
        request.query("from", TimeRange::time).orElse(FIRST),
        request.query("to", TimeRange::time).orElse(LAST));
  }

  /** The last 24 hours by default, and at most 31 days; the future does not belong to it. */
  static TimeRange ofOnlineTimes(ApiRequest request, Instant now) {
    Instant to = request.query("to", TimeRange::time).filter(t -> t.isBefore(now)).orElse(now);
    Optional<Instant> from = request.query("from", TimeRange::time);
    TimeRange range = checked(from.orElseGet(() -> to.minus(DEFAULT_ONLINE)), to);
    if (Duration.between(range.from(), to).compareTo(MOST_ONLINE) > 0) {
      throw refused("accepted: at most 31 days before to");
    }
    return range;
  }

  /** From 1970 to 9999, where all stored times are. */
  static Instant time(String text) {
    try {
      Instant time = Instant.parse(plus(text));
      return time.isBefore(FIRST) ? FIRST : time.isAfter(LAST) ? LAST : time;
    } catch (DateTimeException e) {
      throw new InvalidValue("accepted: an ISO-8601 time like 2026-01-15T10:30:00Z");
    }
  }

  /** A plus sign that was not percent-encoded arrives as a space. */
  static String plus(String text) {
    return text.replace(' ', '+');
  }

  private static TimeRange checked(Instant from, Instant to) {
    if (!from.isBefore(to)) {
      throw refused("got " + from + "; accepted: a time before to, which is " + to);
    }
    return new TimeRange(from, to);
  }

  private static InvalidValue refused(String why) {
    return new InvalidValue("invalid_value", "invalid from: " + why, Optional.of("from"));
  }
}
