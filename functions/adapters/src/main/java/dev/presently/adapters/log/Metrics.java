package dev.presently.adapters.log;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Collects values of metrics, from any thread, until they are written: counts as their sum, times
 * one by one.
 */
public final class Metrics {
  private final Map<Metric, List<Long>> values = new EnumMap<>(Metric.class);

  public synchronized void add(Metric metric, long value) {
    List<Long> held = values.computeIfAbsent(metric, _ -> new ArrayList<>());
    if (metric.unit() == Metric.Unit.COUNT && !held.isEmpty()) {
      held.set(0, held.getFirst() + value);
    } else {
      held.add(value);
    }
  }

  /** Writes what was collected since the last time, if anything. */
  public synchronized void writeTo(Log log) {
    log.metrics(values);
    values.clear();
  }
}
