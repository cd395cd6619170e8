package dev.presently.core.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The newest telling that was taken, by the teller's own time, and the events of exactly that
 * moment. It tells older and repeated reports from new ones; tellers without a time are taken in
 * the order of arrival.
 */
public record Heard(Optional<Instant> at, Set<String> events) {
  public static final Heard NOTHING = new Heard(Optional.empty(), Set.of());
  private static final int MOST = 16;
  private static final Duration SKEW = Duration.ofSeconds(5);

  public Heard {
    events = Set.copyOf(events);
  }

  /** The report tells nothing new: it is older than, or the same event as, what was taken. */
  boolean outdates(Report report, Instant now) {
    if (at.isEmpty() || report.at().isEmpty()) {
      return false;
    }
    Instant told = time(report, now).orElseThrow();
    return told.isBefore(at.get())
        || (told.equals(at.get()) && report.eventId().filter(events::contains).isPresent());
  }

  Heard and(Report report, Instant now) {
    Optional<Instant> told = time(report, now);
    if (told.isEmpty()) {
      return this;
    }
    Set<String> together = new HashSet<>(told.equals(at) ? events : Set.of());
    if (together.size() < MOST) {
      report.eventId().ifPresent(together::add);
    }
    return new Heard(told, together);
  }

  /**
   * The teller's own time. One whose clock is further ahead than clocks differ tells of now: it
   * must not outdate all that follows.
   */
  private static Optional<Instant> time(Report report, Instant now) {
    return report.at().map(at -> at.isAfter(now.plus(SKEW)) ? now : at);
  }
}
