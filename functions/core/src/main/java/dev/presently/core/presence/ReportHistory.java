package dev.presently.core.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The time of the newest applied report and the event ids of the last 16, to detect outdated and
 * repeated reports. Reports without a time are ordered by arrival.
 */
public record ReportHistory(Optional<Instant> at, List<String> events) {
  public static final ReportHistory NONE = new ReportHistory(Optional.empty(), List.of());

  private static final int MAX_EVENTS = 16;
  private static final Duration MAX_CLOCK_SKEW = Duration.ofSeconds(5);

  public ReportHistory {
    events = List.copyOf(events);
  }

  /** Older than, or the same event as, a report already applied. */
  boolean isOutdated(Report report, Instant now) {
    return report.eventId().filter(events::contains).isPresent()
        || (at.isPresent()
            && time(report, now).filter(time -> time.isBefore(at.get())).isPresent());
  }

  ReportHistory plus(Report report, Instant now) {
    return new ReportHistory(
        time(report, now).or(() -> at),
        Stream.concat(report.eventId().stream(), events.stream()).limit(MAX_EVENTS).toList());
  }

  /** A time beyond the clock skew counts as now, so that it does not outdate later reports. */
  private static Optional<Instant> time(Report report, Instant now) {
    return report.at().map(at -> at.isAfter(now.plus(MAX_CLOCK_SKEW)) ? now : at);
  }
}
