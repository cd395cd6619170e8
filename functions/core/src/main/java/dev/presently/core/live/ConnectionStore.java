package dev.presently.core.live;

import dev.presently.core.Page;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Stores live connections and, for the push, who watches a chat. Reads see every completed write;
 * what ended may stay for days, so readers check the time themselves.
 */
public interface ConnectionStore {
  Optional<Connection> find(ConnectionId id);

  /** Stores the connection if its revision is unchanged; false wrote nothing. */
  boolean save(Connection connection);

  /** Writes or renews them. */
  void add(List<Watcher> watches);

  /** Removes the connection's watches of these chats; does nothing where there are none. */
  void remove(ConnectionId connection, Collection<WatchedChat> chats);

  /** Removes the connection alone, not its watches. */
  void remove(ConnectionId connection);

  /** Those who watch the chat under exactly this address, whatever name they gave. */
  Page<Watcher> watchers(WatchedChat chat, Optional<String> after, int limit);
}
