package dev.presently.core.client;

import dev.presently.core.access.ClientId;
import java.time.Instant;

/**
 * Counts the requests of clients in each day (UTC). Concurrent calls never exceed the limit. After
 * a lost response a request may be counted twice.
 */
public interface DailyRequestCounter {
  /** Counts one request if the limit has room for it; false counted nothing. */
  boolean count(ClientId client, int limit, Instant now);
}
