package dev.presently.core.history;

import dev.presently.core.InParallel;
import dev.presently.core.presence.PresenceKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Stores the changes of each presence key for the deployment's number of days; expired ones are not
 * read. Reads are strongly consistent, and both ends of a range belong to it.
 */
public interface HistoryStore {
  /** Stores all entries, or throws. An entry that is stored already changes nothing. */
  void save(Collection<HistoryEntry> entries);

  /** The newest entries of a range, newest first; fewer than {@code limit} if there are no more. */
  List<HistoryEntry> newest(PresenceKey key, HistoryPosition from, HistoryPosition upTo, int limit);

  /** The oldest entries of a range, oldest first; fewer than {@code limit} if there are no more. */
  List<HistoryEntry> oldest(PresenceKey key, HistoryPosition from, HistoryPosition upTo, int limit);

  /** Removes the key's entries up to this time; may be repeated after a failure. */
  void remove(PresenceKey key, Instant upTo);

  /** Removes all entries of these keys, side by side; may be repeated after a failure. */
  default void removeAll(Collection<PresenceKey> keys) {
    InParallel.each(
        keys,
        key -> {
          remove(key, HistoryPosition.LAST.at());
          return key;
        });
  }
}
