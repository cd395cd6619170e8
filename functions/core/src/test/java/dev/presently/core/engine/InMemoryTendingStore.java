package dev.presently.core.engine;

import dev.presently.core.Page;
import dev.presently.core.Pages;
import dev.presently.core.session.SessionName;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Stores tendings in memory, synchronized. */
public final class InMemoryTendingStore implements TendingStore {
  private final Map<SessionName, Tending> tendings = new HashMap<>();

  @Override
  public synchronized Optional<Tending> find(SessionName session) {
    return Optional.ofNullable(tendings.get(session));
  }

  @Override
  public synchronized boolean save(Tending tending) {
    if (tending.revision() != find(tending.session()).map(Tending::revision).orElse(0L)) {
      return false;
    }
    tendings.put(
        tending.session(),
        new Tending(
            tending.session(),
            tending.checkAt(),
            tending.renewAt(),
            tending.step(),
            tending.nextAskAt(),
            tending.pass(),
            tending.sweep(),
            tending.revision() + 1));
    return true;
  }

  @Override
  public synchronized void remove(SessionName session) {
    tendings.remove(session);
  }

  @Override
  public synchronized Page<SessionName> due(Instant now, Optional<String> after, int limit) {
    NavigableMap<String, Tending> due = new TreeMap<>();
    tendings.values().stream()
        .filter(tending -> !tending.dueAt().isAfter(now))
        .forEach(tending -> due.put(cursor(tending), tending));
    Page<Tending> page = Pages.of(due, after, limit, InMemoryTendingStore::cursor);
    return new Page<>(page.items().stream().map(Tending::session).toList(), page.next());
  }

  private static String cursor(Tending tending) {
    return "%015d %s".formatted(tending.dueAt().toEpochMilli(), tending.session());
  }
}
