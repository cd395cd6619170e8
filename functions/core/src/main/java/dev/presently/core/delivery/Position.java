package dev.presently.core.delivery;

import dev.presently.core.InvalidValue;
import java.time.Instant;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Orders the events of a lane: by when their subject began (to the millisecond), then by {@code
 * seq}. A subject that is deleted and created again counts from 1 again and still comes later.
 */
public record Position(Instant began, long seq) implements Comparable<Position> {
  private static final Comparator<Position> ORDER =
      Comparator.comparing(Position::began).thenComparingLong(Position::seq);

  /** No seq begins with 9: with 19 digits it could be larger than a long. */
  static final String FORM = "(\\d{15})-([0-8]\\d{18})";

  private static final Pattern TEXT = Pattern.compile(FORM);

  /** Larger than the seq of any event. */
  private static final long END = 8_999_999_999_999_999_999L;

  public Position {
    began = Instant.ofEpochMilli(began.toEpochMilli());
    if (seq < 0 || began.isBefore(Instant.EPOCH)) {
      throw new IllegalArgumentException("a position is never negative");
    }
  }

  /** After every event of a subject that began then, before those of later ones. */
  static Position endOf(Instant began) {
    return new Position(began, END);
  }

  /** Made by {@link #endOf}; no event has this position. */
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

  /** Sorts as text in the same order. */
  @Override
  public String toString() {
    return "%015d-%019d".formatted(began.toEpochMilli(), seq);
  }
}
