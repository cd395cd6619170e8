package dev.presently.core.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps what connections are sent; all are there until they are closed or made to fail. */
public final class FakeLiveSender implements LiveSender {
  private final Map<ConnectionId, List<String>> sent = new LinkedHashMap<>();
  private final Map<ConnectionId, Result> results = new ConcurrentHashMap<>();
  private final Set<ConnectionId> closed = ConcurrentHashMap.newKeySet();

  /** What the connection answers from now on. */
  public void answer(ConnectionId connection, Result result) {
    results.put(connection, result);
  }

  @Override
  public Result send(ConnectionId connection, String message) {
    Result result = results.getOrDefault(connection, Result.SENT);
    if (result == Result.SENT) {
      synchronized (sent) {
        sent.computeIfAbsent(connection, _ -> new ArrayList<>()).add(message);
      }
    }
    return result;
  }

  @Override
  public void close(ConnectionId connection) {
    closed.add(connection);
  }

  public List<String> sentTo(ConnectionId connection) {
    synchronized (sent) {
      return List.copyOf(sent.getOrDefault(connection, List.of()));
    }
  }

  public boolean isClosed(ConnectionId connection) {
    return closed.contains(connection);
  }
}
