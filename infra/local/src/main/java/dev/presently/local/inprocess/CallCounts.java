package dev.presently.local.inprocess;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often which caller of this JVM called embedded services, since the JVM started. */
public final class CallCounts {
  /** The caller is a function's name, or {@code local} for the runner itself. */
  public record Kind(String caller, String place, String operation) implements Comparable<Kind> {
    @Override
    public int compareTo(Kind other) {
      return toString().compareTo(other.toString());
    }

    /** Separated by spaces. */
    @Override
    public String toString() {
      return caller + " " + place + " " + operation;
    }
  }

  private static final Map<Kind, LongAdder> COUNTS = new ConcurrentHashMap<>();

  private CallCounts() {}

  static void add(String caller, String place, String operation) {
    COUNTS.computeIfAbsent(new Kind(caller, place, operation), _ -> new LongAdder()).increment();
  }

  /** A copy in order. */
  public static Map<Kind, Long> all() {
    var all = new TreeMap<Kind, Long>();
    COUNTS.forEach((kind, count) -> all.put(kind, count.sum()));
    return all;
  }
}
