package dev.presently.core.live;

import dev.presently.core.ConflictRetry;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/** Applies a client's messages to its connection, also several at the same time. */
public final class ReceiveMessage {
  public sealed interface Result {
    record Done(Connection connection) implements Result {}

    /** Nothing was changed. */
    record TooManyWatches() implements Result {}

    /** The connection has to be ended. */
    record Refused(Refusal why) implements Result {}
  }

  private static final Result EXPIRED = new Result.Refused(Refusal.EXPIRED);

  private final ConnectionStore store;
  private final ConflictRetry conflicts;
  private final Clock clock;

  public ReceiveMessage(ConnectionStore store, ConflictRetry conflicts, Clock clock) {
    this.store = store;
    this.conflicts = conflicts;
    this.clock = clock;
  }

  /** Counts a message. A connection that nobody knows counts as expired. */
  public Result count(ConnectionId id) {
    return change(id, held -> held.counted(clock.instant()), new Result.Refused(Refusal.FLOOD));
  }

  /** When this returns, changes of these chats are pushed to the connection. */
  public Result watch(ConnectionId id, Collection<WatchedChat> chats) {
    Result result = change(id, held -> held.watching(chats), new Result.TooManyWatches());
    if (result instanceof Result.Done(var connection)) {
      store.add(connection.watches(chats));
    }
    return result;
  }

  public Result unwatch(ConnectionId id, Collection<WatchedChat> chats) {
    store.remove(id, chats);
    return change(id, held -> Optional.of(held.without(chats)), EXPIRED);
  }

  private Result change(
      ConnectionId id, Function<Connection, Optional<Connection>> change, Result otherwise) {
    return conflicts.retry(
        () -> {
          Optional<Connection> held =
              store.find(id).filter(found -> !found.isExpired(clock.instant()));
          if (held.isEmpty()) {
            return Optional.of(EXPIRED);
          }
          Optional<Connection> changed = change.apply(held.get());
          if (changed.isEmpty()) {
            return Optional.of(otherwise);
          }
          return changed.equals(held) || store.save(changed.get())
              ? Optional.of(new Result.Done(changed.get()))
              : Optional.empty();
        });
  }
}
