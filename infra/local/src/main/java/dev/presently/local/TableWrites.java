package dev.presently.local;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A signal for each table whose stream is read, raised after each write of any client. */
final class TableWrites {
  private final Map<String, Signal> signals = new ConcurrentHashMap<>();

  Signal of(String table) {
    return signals.computeIfAbsent(table, _ -> new Signal());
  }

  void happened(Stream<String> tables) {
    tables
        .distinct()
        .forEach(
            table -> {
              var signal = signals.get(table);
              if (signal != null) {
                signal.raise();
              }
            });
  }

  /** Ends all waits. */
  void raiseAll() {
    signals.values().forEach(Signal::raise);
  }
}
