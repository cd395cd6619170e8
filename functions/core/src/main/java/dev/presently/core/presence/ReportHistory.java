package dev.presently.core.presence;

import dev.presently.core.EngineTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The time of the newest applied report and the event ids of the last 16, to detect outdated and
 * repeated reports, and when each fact was reported. Reports without a time are ordered by arrival.
 */
public record ReportHistory(Optional<Instant> at, List<String> events, FactTimes facts) {
  public static final ReportHistory NONE =
      new ReportHistory(Optional.empty(), List.of(), FactTimes.NONE);

  private static final int MAX_EVENTS = 16;

  /** Between the id of an event and the number of its entry, from the second on. */
  private static final String ENTRY = "\t";

  public ReportHistory {
    events = List.copyOf(events);
  }

  /** Older than, or the same event as, a report already applied; see {@link EngineTime}. */
  boolean isOutdated(Report report, Instant now) {
    return report.eventId().filter(id -> isApplied(id, report.entry())).isPresent()
        || (at.isPresent()
            && report.at().filter(time -> EngineTime.isOutdated(time, at.get(), now)).isPresent());
  }

  /** Of an event's entries about one contact only the last is kept: they are applied in order. */
  ReportHistory plus(Report report, FactTimes reported, Instant now) {
    Stream<String> added =
        report.eventId().stream().map(id -> report.entry() == 1 ? id : id + ENTRY + report.entry());
    Stream<String> others =
        events.stream().filter(event -> !report.eventId().equals(Optional.of(id(event))));
    return new ReportHistory(
        report.at().map(given -> EngineTime.newest(given, at, now)).or(() -> at),
        Stream.concat(added, others).limit(MAX_EVENTS).toList(),
        reported);
  }

  /** Of the reports under either name; holds up to twice as many event ids until the next one. */
  ReportHistory mergedWith(ReportHistory other) {
    return new ReportHistory(
        FactTimes.later(at, other.at),
        Stream.concat(events.stream(), other.events.stream()).distinct().toList(),
        facts.latest(other.facts));
  }

  ReportHistory withNames(Instant reported) {
    return new ReportHistory(at, events, facts.withNames(reported));
  }

  /** The same reports, of which no fact counts any more. */
  ReportHistory withoutFacts() {
    return new ReportHistory(at, events, FactTimes.NONE);
  }

  private boolean isApplied(String eventId, int entry) {
    return events.stream().anyMatch(event -> id(event).equals(eventId) && entry(event) >= entry);
  }

  private static String id(String event) {
    return event.split(ENTRY, 2)[0];
  }

  private static int entry(String event) {
    int end = event.indexOf(ENTRY);
    return end < 0 ? 1 : Integer.parseInt(event.substring(end + 1));
  }
}
