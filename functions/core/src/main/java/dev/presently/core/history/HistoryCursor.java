package dev.presently.core.history;

import dev.presently.core.InvalidValue;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.Seq;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The place of an entry in the history of several keys: newest first, and participants of a group
 * by {@link PresenceKey#path}. A person's addresses have no order, since a change that two of them
 * have is one. The text may contain an address, so it is not for logs.
 */
public record HistoryCursor(HistoryPosition position, String path)
    implements Comparable<HistoryCursor> {
  private static final Comparator<HistoryCursor> NEWEST_FIRST =
      Comparator.comparing(HistoryCursor::position).reversed().thenComparing(HistoryCursor::path);

  /** From 1, and below the end of the year 5138 in milliseconds. */
  private static final Predicate<String> NUMBER =
      Pattern.compile("[1-9]\\d{0,13}").asMatchPredicate();

  public static HistoryCursor of(HistoryEntry entry) {
    return new HistoryCursor(entry.position(), path(entry.key()));
  }

  private static String path(PresenceKey key) {
    return key.group().map(_ -> key.path()).orElse("");
  }

  public static HistoryCursor parse(String text) {
    String[] parts = text.split(" ", 4);
    if (parts.length != 4 || !Stream.of(parts).limit(3).allMatch(NUMBER)) {
      throw new InvalidValue("not a place in a history");
    }
    return new HistoryCursor(
        new HistoryPosition(time(parts[0]), time(parts[1]), new Seq(Long.parseLong(parts[2]))),
        parts[3]);
  }

  private static Instant time(String millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis));
  }

  /** The newest place of this key that comes after this cursor. */
  HistoryPosition next(PresenceKey key) {
    return path(key).compareTo(path) > 0 ? position : position.before();
  }

  @Override
  public int compareTo(HistoryCursor other) {
    return NEWEST_FIRST.compare(this, other);
  }

  @Override
  public String toString() {
    return position.at().toEpochMilli()
        + " "
        + position.began().toEpochMilli()
        + " "
        + position.seq().value()
        + " "
        + path;
  }
}
