package dev.presently.e2e.chaos;

import java.util.Map;
import java.util.TreeMap;

/** Counts by name; printed in the order of the names. */
final class Tally {
  private final Map<String, Long> counts = new TreeMap<>();

  synchronized void add(String name, long more) {
    counts.merge(name, more, Long::sum);
  }

  synchronized void addAll(Tally other) {
    other.counts().forEach(this::add);
  }

  synchronized Map<String, Long> counts() {
    return Map.copyOf(counts);
  }

  synchronized long sum() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public synchronized String toString() {
    return counts.toString();
  }
}
