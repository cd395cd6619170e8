package dev.presently.core.delivery;

import dev.presently.core.InvalidValue;
import java.time.Instant;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an event stands in its lane: by the moment when what it tells of began (to the
 * millisecond), then by its number since then. What was deleted and made again counts from 1 again,
 * and still comes later.
 */
public record Position(Instant began, long seq) implements Comparable<Position> {
  private static final Comparator<Position> ORDER =
      Comparator.comparing(Position::began).thenComparingLong(Position::seq);

  /** No number of ours begins with a 9; one of 19 digits that does may be too large to be read. */
  static final String FORM = "(\\d{15})-([0-8]\\d{18})";

  private static final Pattern TEXT = Pattern.compile(FORM);

  /** Larger than any number of an event, and still readable. */
  private static final long END = 8_999_999_999_999_999_999L;

  public Position {
    began = Instant.ofEpochMilli(began.toEpochMilli());
    if (seq < 0 || began.isBefore(Instant.EPOCH)) {
      throw new IllegalArgumentException("a position is never negative");
    }
  }

  /** Behind every event of what began then, and before those of what begins later. */
  static Position endOf(Instant began) {
    return new Position(began, END);
  }

  /** No event stands here. */
  boolean isEnd() {
    return seq == END;
  }

  /** Reads what {@link #toString} wrote. */
  public static Position parse(String text) {
    Matcher found = TEXT.matcher(text);
    if (!found.matches()) {
      throw new InvalidValue("not a position");
    }
    return new Position(
        Instant.ofEpochMilli(Long.parseLong(found.group(1))), Long.parseLong(found.group(2)));
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }

  public boolean isAfter(Position other) {
    return compareTo(other) > 0;
  }

  /** Sorts as a text as it does as a position. */
  @Override
  public String toString() {
    return "%015d-%019d".formatted(began.toEpochMilli(), seq);
  }
}
