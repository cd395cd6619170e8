package dev.presently.api.engine;

import dev.presently.api.RequestLog;
import dev.presently.core.session.EngineType;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Logs each unknown status word of an engine once per container, and no more than 50 in all. */
record UnknownStatuses(RequestLog log, Set<String> logged) {
  private static final int MOST = 50;

  UnknownStatuses(RequestLog log) {
    this(log, ConcurrentHashMap.newKeySet());
  }

  void log(EngineType engine, Collection<String> words) {
    words.stream()
        .filter(word -> logged.size() < MOST && logged.add(engine + " " + word))
        .forEach(word -> log.unknownStatus(engine, word));
  }
}
