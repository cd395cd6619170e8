package dev.presently.relay;

import dev.presently.relay.ParsedRecord.Clear;
import dev.presently.relay.ParsedRecord.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records in a row that can be read, and the one behind them that cannot, if there is one. */
record Run(List<RecordEffects> notices, Optional<Unreadable> end) {
  /** What was read, in its order; only the last run has no end. */
  static List<Run> of(List<ParsedRecord> readings) {
    List<Run> runs = new ArrayList<>();
    List<RecordEffects> notices = new ArrayList<>();
    for (ParsedRecord reading : readings) {
      switch (reading) {
        case Clear(var notice) -> notices.add(notice);
        case Unreadable unreadable -> {
          runs.add(new Run(List.copyOf(notices), Optional.of(unreadable)));
          notices.clear();
        }
      }
    }
    runs.add(new Run(List.copyOf(notices), Optional.empty()));
    return runs;
  }

  int records() {
    return notices.size() + (end.isPresent() ? 1 : 0);
  }
}
