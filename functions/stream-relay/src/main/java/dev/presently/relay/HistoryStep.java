package dev.presently.relay;

import dev.presently.core.history.HistoryEntry;
import dev.presently.core.presence.PresenceKey;
import java.time.Instant;

/** What one stream record does to the history of its contact. */
sealed interface HistoryStep {
  /** The change is kept. */
  record Keep(HistoryEntry entry) implements HistoryStep {}

  /** The contact's record or alias was removed, and with it all changes up to this time. */
  record Remove(PresenceKey key, Instant upTo) implements HistoryStep {}
}
