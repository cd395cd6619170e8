package dev.presently.core.presence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The time of the newest applied report and the event ids of the last 16, to detect outdated and
 * repeated reports. Times are not checked here; an engine's time is limited by {@link
 * dev.presently.core.engine.EngineTime} before. Reports without a time are ordered by arrival.
 */
public record ReportHistory(Optional<Instant> at, List<String> events) {
  public static final ReportHistory NONE = new ReportHistory(Optional.empty(), List.of());

  private static final int MAX_EVENTS = 16;

  public ReportHistory {
    events = List.copyOf(events);
  }

  /** Older than, or the same event as, a report already applied. */
  boolean isOutdated(Report report) {
    return report.eventId().filter(events::contains).isPresent()
        || (at.isPresent() && report.at().filter(time -> time.isBefore(at.get())).isPresent());
  }

  ReportHistory plus(Report report) {
    return new ReportHistory(
        report.at().or(() -> at),
        Stream.concat(report.eventId().stream(), events.stream()).limit(MAX_EVENTS).toList());
  }
}
