package dev.presently.core.access;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Counts in memory; one call at a time sees and changes it. */
public final class InMemoryRequestCounter implements RequestCounter {
  private final Map<KeyId, RequestCounts> usages = new HashMap<>();

  @Override
  public synchronized Result count(KeyId key, RateLimit limit, Instant now) {
    RequestCounts usage = usages.getOrDefault(key, RequestCounts.NONE).at(now);
    if (!limit.allowsOneMore(usage, now)) {
      return new Result.Full(usage);
    }
    usages.put(key, usage.plusOne());
    return new Result.Counted(usage.plusOne());
  }
}
