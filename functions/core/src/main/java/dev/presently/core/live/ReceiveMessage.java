package dev.presently.core.live;

import dev.presently.core.ConflictRetry;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
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

  /**
   * When this returns, changes of these chats are pushed to the connection, unless another message
   * has ended that.
   *
   * @param chats each name that the client gave, and where else its chat's changes are found
   */
  public Result watch(ConnectionId id, Collection<WatchedChat> chats) {
    return settled(id, chats, held -> held.watching(chats), new Result.TooManyWatches());
  }

  /** Ends the watches that began by these names. */
  public Result unwatch(ConnectionId id, Collection<WatchedChat> chats) {
    return settled(id, chats, held -> Optional.of(held.without(chats)), EXPIRED);
  }

  private Result settled(
      ConnectionId id,
      Collection<WatchedChat> chats,
      Function<Connection, Optional<Connection>> change,
      Result otherwise) {
    Set<WatchedChat> touched = new HashSet<>(chats);
    Result result =
        change(
            id,
            held -> {
              touched.addAll(held.named(chats));
              return change.apply(held);
            },
            otherwise);
    if (result instanceof Result.Done(var changed)) {
      settle(id, touched, Optional.of(changed));
    }
    return result;
  }

  /**
   * Makes the watches what the connection's record says. Another message may change the record at
   * any time; a function that wrote by an older record finds that here, and writes again.
   */
  private void settle(ConnectionId id, Set<WatchedChat> touched, Optional<Connection> held) {
    Set<WatchedChat> wanted = named(held, touched);
    Set<WatchedChat> unwanted = new HashSet<>(touched);
    unwanted.removeAll(wanted);
    held.ifPresent(connection -> store.add(connection.watches(wanted)));
    store.remove(id, unwanted);
    Optional<Connection> now = store.find(id);
    if (!named(now, touched).equals(wanted)) {
      unwanted.addAll(wanted);
      unwanted.addAll(named(now, touched));
      settle(id, unwanted, now);
    }
  }

  private static Set<WatchedChat> named(
      Optional<Connection> connection, Collection<WatchedChat> chats) {
    return connection.map(held -> held.named(chats)).orElse(Set.of());
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
