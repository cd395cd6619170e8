package dev.presently.core.live;

import static java.util.Comparator.comparing;

import dev.presently.core.Page;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps live connections in memory. */
public final class InMemoryConnectionStore implements ConnectionStore {
  private record Key(WatchedChat chat, ConnectionId connection) {}

  private final Map<ConnectionId, Connection> connections = new HashMap<>();
  private final Map<Key, Watcher> watches = new HashMap<>();

  @Override
  public synchronized Optional<Connection> find(ConnectionId id) {
    return Optional.ofNullable(connections.get(id));
  }

  @Override
  public synchronized boolean save(Connection connection) {
    long stored = find(connection.id()).map(Connection::revision).orElse(0L);
    if (stored != connection.revision()) {
      return false;
    }
    connections.put(connection.id(), connection.stored());
    return true;
  }

  @Override
  public synchronized void add(List<Watcher> added) {
    added.forEach(watch -> watches.put(new Key(watch.chat(), watch.connection()), watch));
  }

  @Override
  public synchronized void remove(ConnectionId connection, Collection<WatchedChat> chats) {
    chats.forEach(chat -> watches.remove(new Key(chat, connection)));
  }

  @Override
  public synchronized void remove(ConnectionId connection) {
    connections.remove(connection);
  }

  @Override
  public synchronized Page<Watcher> watchers(WatchedChat chat, Optional<String> after, int limit) {
    List<Watcher> rest =
        watches.values().stream()
            .filter(watch -> watch.chat().session().equals(chat.session()))
            .filter(watch -> watch.chat().chat().equals(chat.chat()))
            .filter(watch -> after.map(id -> id(watch).compareTo(id) > 0).orElse(true))
            .sorted(comparing(InMemoryConnectionStore::id))
            .toList();
    return Page.first(rest, limit, InMemoryConnectionStore::id);
  }

  private static String id(Watcher watch) {
    return watch.connection() + "#" + watch.chat().asked();
  }
}
