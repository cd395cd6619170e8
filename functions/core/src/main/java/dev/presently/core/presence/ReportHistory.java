package dev.presently.core.presence;

import dev.presently.core.EngineTime;
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

  public ReportHistory {
    events = List.copyOf(events);
  }

  /** Older than, or the same event as, a report already applied; see {@link EngineTime}. */
  boolean isOutdated(Report report, Instant now) {
    return report.eventId().filter(events::contains).isPresent()
        || (at.isPresent()
            && report.at().filter(time -> EngineTime.isOutdated(time, at.get(), now)).isPresent());
  }

  ReportHistory plus(Report report) {
    return new ReportHistory(
        report.at().or(() -> at),
        Stream.concat(report.eventId().stream(), events.stream()).limit(MAX_EVENTS).toList());
  }
}
