package dev.presently.core.history;

import dev.presently.core.presence.Presence;
import dev.presently.core.presence.Seq;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/**
 * The place of a change in the history of its key: its time, the begin of its record and its {@code
 * seq}. A change has the same place whenever it is read. Times are whole milliseconds.
 */
public record HistoryPosition(Instant at, Instant began, Seq seq)
    implements Comparable<HistoryPosition> {
  /** Before all changes. */
  public static final HistoryPosition FIRST = startOf(Instant.EPOCH);

  /** After all changes. */
  public static final HistoryPosition LAST = startOf(Instant.parse("9999-12-31T23:59:59Z"));

  private static final Comparator<HistoryPosition> ORDER =
      Comparator.comparing(HistoryPosition::at)
          .thenComparing(HistoryPosition::began)
          .thenComparingLong(position -> position.seq().value());

  public HistoryPosition {
    at = at.truncatedTo(ChronoUnit.MILLIS);
    began = began.truncatedTo(ChronoUnit.MILLIS);
  }

  static HistoryPosition of(Presence presence) {
    return new HistoryPosition(presence.updatedAt(), presence.began(), presence.seq());
  }

  /** Before all changes at this time or later, and after all earlier ones. */
  static HistoryPosition startOf(Instant time) {
    return new HistoryPosition(time.plusNanos(999_999), Instant.EPOCH, Seq.NONE);
  }

  /** After all changes at this time or earlier. */
  public static HistoryPosition endOf(Instant time) {
    return startOf(time.truncatedTo(ChronoUnit.MILLIS).plusMillis(1));
  }

  /** The last place before this one; a change's own {@code seq} is at least 1. */
  HistoryPosition before() {
    return new HistoryPosition(at, began, new Seq(seq.value() - 1));
  }

  /** The first place after this one. */
  HistoryPosition after() {
    return new HistoryPosition(at, began, seq.next());
  }

  @Override
  public int compareTo(HistoryPosition other) {
    return ORDER.compare(this, other);
  }
}
