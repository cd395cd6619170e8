package dev.presently.core.history;

import dev.presently.core.presence.Presence;
import dev.presently.core.presence.PresenceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * When a person was online between two times, oldest first, and for how long it was not known.
 * Composing and recording are online. Times for which nothing is stored are unknown: they count
 * neither as online nor as offline.
 */
public record OnlineTimes(Instant from, Instant to, List<Interval> intervals, Duration unknown) {
  /** Online from a time to another; {@code isOpen} if the person is still online then. */
  public record Interval(Instant from, Instant to, boolean isOpen) {
    /** Whole seconds, rounded down. */
    public long seconds() {
      return Duration.between(from, to).toSeconds();
    }
  }

  private record Span(Instant to, PresenceState state) {}

  public OnlineTimes {
    intervals = List.copyOf(intervals);
  }

  /**
   * Folds the changes since {@code from}, including the first after {@code to}, and what is held
   * now. If a person has several addresses whose times overlap, the newest change counts.
   */
  static OnlineTimes of(
      Collection<HistoryEntry> changes,
      Collection<Presence> held,
      Instant from,
      Instant to,
      Instant now) {
    NavigableMap<Instant, Span> spans = new TreeMap<>();
    NavigableSet<Instant> changedAt = new TreeSet<>();
    for (HistoryEntry change : changes) {
      Instant at = change.position().at();
      changedAt.add(at);
      change.previousAt().ifPresent(since -> spans.put(since, new Span(at, change.previous())));
    }
    held.forEach(
        presence ->
            spans.put(
                presence.updatedAt(), new Span(presence.believedUntil(now), presence.state())));
    changedAt.addAll(spans.keySet());
    return of(spans, changedAt, from, to, now);
  }

  private static OnlineTimes of(
      NavigableMap<Instant, Span> spans,
      NavigableSet<Instant> changedAt,
      Instant from,
      Instant to,
      Instant now) {
    List<Interval> online = new ArrayList<>();
    Duration unknown = Duration.between(from, to);
    for (Map.Entry<Instant, Span> span : spans.entrySet()) {
      Instant begin = later(from, span.getKey());
      Instant end =
          earlier(
              to,
              Optional.ofNullable(changedAt.higher(span.getKey()))
                  .map(next -> earlier(next, span.getValue().to()))
                  .orElseGet(span.getValue()::to));
      PresenceState state = span.getValue().state();
      if (state == PresenceState.UNKNOWN || !begin.isBefore(end)) {
        continue;
      }
      unknown = unknown.minus(Duration.between(begin, end));
      if (state.compareTo(PresenceState.AVAILABLE) >= 0) {
        boolean continues = !online.isEmpty() && online.getLast().to().equals(begin);
        Instant since = continues ? online.removeLast().from() : begin;
        online.add(new Interval(since, end, end.equals(now)));
      }
    }
    return new OnlineTimes(from, to, online, unknown);
  }

  /** The sum of the intervals' seconds. */
  public long onlineSeconds() {
    return intervals.stream().mapToLong(Interval::seconds).sum();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
