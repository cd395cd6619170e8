package dev.presently.core.access;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Counts in memory; one call at a time sees and changes it. */
public final class InMemoryRequestCounter implements RequestCounter {
  private final Map<Requester, RequestCounts> usages = new HashMap<>();

  @Override
  public synchronized Result count(
      Requester requester, RateLimit limit, int requests, Instant now) {
    RequestCounts usage = usages.getOrDefault(requester, RequestCounts.NONE).at(now);
    if (!limit.allows(requests, usage, now)) {
      return new Result.Full(usage);
    }
    usages.put(requester, usage.plus(requests));
    return new Result.Counted(usage.plus(requests));
  }
}
