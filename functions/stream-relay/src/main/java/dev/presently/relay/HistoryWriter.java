package dev.presently.relay;

import dev.presently.core.InParallel;
import dev.presently.core.history.HistoryEntry;
import dev.presently.core.history.HistoryStore;
import dev.presently.core.presence.PresenceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the history of a batch. A removed contact's changes are removed here once more: its last
 * changes may be relayed only after it was erased, but never after the record of its removal.
 */
final class HistoryWriter {
  private final HistoryStore history;

  HistoryWriter(HistoryStore history) {
    this.history = history;
  }

  /** Throws unless all is stored. A repetition has the same result. */
  void write(List<HistoryStep> steps) {
    Map<PresenceKey, List<HistoryEntry>> kept = new HashMap<>();
    Map<PresenceKey, Instant> removed = new HashMap<>();
    for (HistoryStep step : steps) {
      switch (step) {
        case HistoryStep.Keep(var entry) ->
            kept.computeIfAbsent(entry.key(), _ -> new ArrayList<>()).add(entry);
        case HistoryStep.Remove(var key, var upTo) -> {
          kept.remove(key);
          removed.put(key, upTo);
        }
      }
    }
    if (!removed.isEmpty()) {
      InParallel.each(
          removed.entrySet(),
          contact -> {
            history.remove(contact.getKey(), contact.getValue());
            return contact;
          });
    }
    if (!kept.isEmpty()) {
      history.save(kept.values().stream().flatMap(List::stream).toList());
    }
  }
}
