package dev.presently.testkit;

import dev.presently.core.access.KeyId;
import dev.presently.core.access.RateLimit;
import dev.presently.core.access.Usage;
import dev.presently.core.access.UsageStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Counts in memory; one call at a time sees and changes it. */
public final class InMemoryUsageStore implements UsageStore {
  private final Map<KeyId, Usage> usages = new HashMap<>();

  @Override
  public synchronized Result count(KeyId key, RateLimit limit, Instant now) {
    Usage usage = usages.getOrDefault(key, Usage.NONE).at(now);
    if (!limit.allowsOneMore(usage, now)) {
      return new Result.Full(usage);
    }
    usages.put(key, usage.plusOne());
    return new Result.Counted(usage.plusOne());
  }
}
