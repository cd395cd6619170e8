package dev.presently.core.live;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Ends live connections and forgets what they watch. */
public final class EndConnection {
  private final ConnectionStore store;
  private final LiveSender sender;
  private final LiveMessages messages;

  public EndConnection(ConnectionStore store, LiveSender sender, LiveMessages messages) {
    this.store = store;
    this.sender = sender;
    this.messages = messages;
  }

  /** Says why, closes the connection and forgets it. */
  public void refuse(ConnectionId id, Refusal why, List<WatchedChat> known) {
    if (sender.send(id, messages.end(why)) != LiveSender.Result.GONE) {
      sender.close(id);
    }
    forget(store, id, known);
  }

  /** Closes a connection that did not get a message: its client connects again and asks. */
  public void drop(ConnectionId id, List<WatchedChat> known) {
    sender.close(id);
    forget(store, id, known);
  }

  /**
   * Forgets a connection that is gone.
   *
   * @param known watches to remove even if the connection's record does not name them
   */
  public static void forget(ConnectionStore store, ConnectionId id, List<WatchedChat> known) {
    Set<WatchedChat> chats = new HashSet<>(known);
    store.find(id).ifPresent(held -> chats.addAll(held.watches()));
    store.remove(id);
    store.remove(id, chats);
  }
}
