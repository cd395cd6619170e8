package dev.presently.api.client;

import dev.presently.core.session.Secret;
import dev.presently.core.session.SessionName;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Remembers for 5 seconds which token key a session has, or that it has none; of more than 1,000
 * sessions the oldest are forgotten. Invalid tokens would cost one read each without it.
 */
final class RecentTokenKeys {
  private static final Duration KEPT = Duration.ofSeconds(5);
  private static final int MAX_SESSIONS = 1_000;

  /**
   * What was read of one session.
   *
   * @param key empty without client rules
   * @param until the first moment at which this no longer counts
   */
  record Read(Optional<Secret> key, Instant until) {}

  private final SequencedMap<SessionName, Read> reads = new LinkedHashMap<>();

  synchronized Read put(SessionName session, Optional<Secret> key, Instant now) {
    Read read = new Read(key, now.plus(KEPT));
    reads.putLast(session, read);
    if (reads.size() > MAX_SESSIONS) {
      reads.pollFirstEntry();
    }
    return read;
  }

  /** Empty if the key has to be read. */
  synchronized Optional<Read> find(SessionName session, Instant now) {
    return Optional.ofNullable(reads.get(session)).filter(read -> now.isBefore(read.until()));
  }
}
