package dev.presently.core.client;

import dev.presently.core.access.ClientId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** Counts in memory; one call at a time sees and changes it. */
public final class InMemoryDailyRequestCounter implements DailyRequestCounter {
  private record Day(ClientId client, Instant begins) {}

  private final Map<Day, Integer> counts = new HashMap<>();

  @Override
  public synchronized boolean count(ClientId client, int limit, Instant now) {
    Day day = new Day(client, now.truncatedTo(ChronoUnit.DAYS));
    int counted = counts.getOrDefault(day, 0);
    if (counted >= limit) {
      return false;
    }
    counts.put(day, counted + 1);
    return true;
  }
}
