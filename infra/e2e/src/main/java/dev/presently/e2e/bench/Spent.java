package dev.presently.e2e.bench;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a runner has spent since it started.
 *
 * @param cpu of its whole process, compilers and services included
 * @param calls to tables and queues, by "caller place operation"
 */
record Spent(Duration cpu, Map<String, Long> calls) {
  /** The runner's own calls: it reads streams and queues, as Lambda does without a price. */
  private static final String RUNNER = "local ";

  Spent since(Spent earlier) {
    var more = new TreeMap<String, Long>();
    calls.forEach((kind, count) -> more.put(kind, count - earlier.calls.getOrDefault(kind, 0L)));
    more.values().removeIf(count -> count == 0);
    return new Spent(cpu.minus(earlier.cpu), more);
  }

  double cpuMillisPer(long events) {
    return cpu.toNanos() / 1e6 / events;
  }

  /** Calls of functions for each of so many changes: their sum, then by table or queue. */
  String callsPer(long changes) {
    var byPlace = new TreeMap<String, Long>();
    calls.forEach(
        (kind, count) -> {
          if (!kind.startsWith(RUNNER)) {
            byPlace.merge(kind.substring(kind.indexOf(' ') + 1), count, Long::sum);
          }
        });
    long sum = byPlace.values().stream().mapToLong(Long::longValue).sum();
    return "%.1f (%s)"
        .formatted(
            (double) sum / changes,
            byPlace.entrySet().stream()
                .filter(place -> place.getValue() * 20 >= changes)
                .map(
                    place ->
                        "%s %.1f".formatted(place.getKey(), (double) place.getValue() / changes))
                .collect(Collectors.joining(", ")));
  }
}
