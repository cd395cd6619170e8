package dev.presently.core.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The newest telling that was taken, by the teller's own time, and the last events that were. It
 * tells older and repeated reports from new ones; tellers without a time are taken in the order of
 * arrival.
 */
public record ReportHistory(Optional<Instant> at, List<String> events) {
  public static final ReportHistory NONE = new ReportHistory(Optional.empty(), List.of());
  private static final int MOST = 16;
  private static final Duration SKEW = Duration.ofSeconds(5);

  public ReportHistory {
    events = List.copyOf(events);
  }

  /** The report tells nothing new: it is older than, or the same event as, what was taken. */
  boolean outdates(Report report, Instant now) {
    return report.eventId().filter(events::contains).isPresent()
        || (at.isPresent()
            && time(report, now).filter(told -> told.isBefore(at.get())).isPresent());
  }

  ReportHistory and(Report report, Instant now) {
    return new ReportHistory(
        time(report, now).or(() -> at),
        Stream.concat(report.eventId().stream(), events.stream()).limit(MOST).toList());
  }

  /**
   * The teller's own time. One whose clock is further ahead than clocks differ tells of now: it
   * must not outdate all that follows.
   */
  private static Optional<Instant> time(Report report, Instant now) {
    return report.at().map(at -> at.isAfter(now.plus(SKEW)) ? now : at);
  }
}
