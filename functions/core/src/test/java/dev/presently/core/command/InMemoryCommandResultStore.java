package dev.presently.core.command;

import dev.presently.core.Page;
import dev.presently.core.Pages;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Stores results in memory in insertion order. */
public final class InMemoryCommandResultStore implements CommandResultStore {
  private record Key(SessionName session, CorrelationId id) {}

  private final Map<Key, CommandResult> results = new LinkedHashMap<>();

  @Override
  public synchronized boolean contains(SessionName session, CorrelationId id) {
    return results.containsKey(new Key(session, id));
  }

  @Override
  public synchronized void save(CommandResult result) {
    results.putIfAbsent(new Key(result.session(), result.id()), result);
  }

  @Override
  public synchronized List<CommandResult> mentioning(SessionName session, Collection<Jid> chats) {
    return results.values().stream()
        .filter(result -> result.session().equals(session))
        .filter(result -> chats.stream().anyMatch(result::mentions))
        .toList();
  }

  @Override
  public synchronized Page<CommandResult> list(
      SessionName session, Optional<String> after, int limit) {
    NavigableMap<String, CommandResult> found = new TreeMap<>();
    results.values().stream()
        .filter(result -> result.session().equals(session))
        .forEach(result -> found.put(result.id().value(), result));
    return Pages.of(found, after, limit, result -> result.id().value());
  }

  @Override
  public synchronized void removeAll(SessionName session, Collection<CorrelationId> ids) {
    ids.forEach(id -> results.remove(new Key(session, id)));
  }

  public synchronized List<CommandResult> results() {
    return List.copyOf(results.values());
  }
}
