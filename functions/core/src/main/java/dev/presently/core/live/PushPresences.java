package dev.presently.core.live;

import dev.presently.core.DependencyFailed;
import dev.presently.core.InParallel;
import dev.presently.core.Page;
import dev.presently.core.access.KeyStore;
import dev.presently.core.client.ClientRulesStore;
import dev.presently.core.presence.Change;
import dev.presently.core.presence.ChatView;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.ReadPresence;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Supplier;

/**
 * Pushes changed presences to the connections that watch them: to each in order, to many at the
 * same time. A connection that is gone, may not watch any more or does not take a message is ended;
 * the others get theirs. Watchers are read page by page.
 */
public final class PushPresences {
  private static final int PAGE = 500;
  private static final int MOST_AT_ONCE = 32;

  /** What changed, as far as watchers are concerned. */
  public sealed interface Changed {
    /** A contact's change and its record after it. */
    record OfContact(Change change, ContactRecord record) implements Changed {}

    /** A chat whose presence is read when it is pushed, as that of a group. */
    record OfChat(WatchedChat chat) implements Changed {}
  }

  /** A message, written when somebody watches, and the addresses under which it is watched. */
  private record Push(List<WatchedChat> chats, Supplier<String> message) {}

  /** What one connection is to get. */
  private record Due(Watcher watch, SequencedSet<Push> pushes, List<WatchedChat> chats) {}

  private final ConnectionStore store;
  private final LiveSender sender;
  private final LiveMessages messages;
  private final ReadPresence presences;
  private final KeyStore keys;
  private final ClientRulesStore rules;
  private final Clock clock;

  public PushPresences(
      ConnectionStore store,
      LiveSender sender,
      LiveMessages messages,
      ReadPresence presences,
      KeyStore keys,
      ClientRulesStore rules,
      Clock clock) {
    this.store = store;
    this.sender = sender;
    this.messages = messages;
    this.presences = presences;
    this.keys = keys;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * Returns when every watcher has the changes or was ended. Repeated changes are sent again.
   *
   * @throws DependencyFailed if the store or a read failed; some may have got their messages
   */
  public void push(List<Changed> changes) {
    Instant now = clock.instant();
    List<Push> pushes =
        new LinkedHashSet<>(changes).stream().map(change -> push(change, now)).toList();
    ViewerCheck check = new ViewerCheck(keys, rules, now);
    Map<WatchedChat, Optional<String>> pages = new LinkedHashMap<>();
    pushes.forEach(push -> push.chats().forEach(chat -> pages.put(chat, Optional.empty())));
    while (!pages.isEmpty()) {
      Map<WatchedChat, List<Watcher>> watchers = nextOf(pages);
      List<Due> due = due(pushes, watchers);
      if (!due.isEmpty()) {
        InParallel.each(due, MOST_AT_ONCE, one -> send(one, check, now));
      }
    }
  }

  private Push push(Changed changed, Instant now) {
    return switch (changed) {
      case Changed.OfContact(Change change, ContactRecord record) ->
          new Push(
              record.addresses().stream()
                  .map(address -> new WatchedChat(change.key().session(), address))
                  .toList(),
              once(
                  () ->
                      messages.presence(
                          ChatView.of(List.of(record), now), Optional.of(change.previous()))));
      case Changed.OfChat(WatchedChat chat) ->
          new Push(
              List.of(chat),
              once(
                  () ->
                      messages.presence(
                          presences
                              .find(chat.session(), chat.chat())
                              .orElseGet(() -> ChatView.unknown(chat.chat())),
                          Optional.empty())));
    };
  }

  /** The next page of each chat's watchers; chats without a further page are taken out. */
  private Map<WatchedChat, List<Watcher>> nextOf(Map<WatchedChat, Optional<String>> pages) {
    Map<WatchedChat, List<Watcher>> watchers = new LinkedHashMap<>();
    List<WatchedChat> chats = List.copyOf(pages.keySet());
    List<Page<Watcher>> read =
        InParallel.each(
            chats, chat -> store.watchers(chat, pages.getOrDefault(chat, Optional.empty()), PAGE));
    for (int i = 0; i < chats.size(); i++) {
      WatchedChat chat = chats.get(i);
      watchers.put(chat, read.get(i).items());
      read.get(i)
          .next()
          .ifPresentOrElse(next -> pages.put(chat, Optional.of(next)), () -> pages.remove(chat));
    }
    return watchers;
  }

  private static List<Due> due(List<Push> pushes, Map<WatchedChat, List<Watcher>> watchers) {
    Map<ConnectionId, Due> due = new LinkedHashMap<>();
    for (Push push : pushes) {
      for (WatchedChat chat : push.chats()) {
        for (Watcher watch : watchers.getOrDefault(chat, List.of())) {
          Due one =
              due.computeIfAbsent(
                  watch.connection(),
                  _ -> new Due(watch, new LinkedHashSet<>(), new ArrayList<>()));
          one.pushes().add(push);
          one.chats().add(chat);
        }
      }
    }
    return List.copyOf(due.values());
  }

  private ConnectionId send(Due due, ViewerCheck check, Instant now) {
    Watcher watch = due.watch();
    ConnectionId connection = watch.connection();
    EndConnection end = new EndConnection(store, sender, messages);
    Optional<Refusal> refusal =
        now.isBefore(watch.validUntil())
            ? check.refusal(watch.viewer(), watch.chat().session())
            : Optional.of(Refusal.EXPIRED);
    if (refusal.isPresent()) {
      end.refuse(connection, refusal.get(), due.chats());
      return connection;
    }
    for (Push push : due.pushes()) {
      switch (sender.send(connection, push.message().get())) {
        case SENT -> {}
        case GONE -> {
          EndConnection.forget(store, connection, due.chats());
          return connection;
        }
        case FAILED -> {
          end.drop(connection, due.chats());
          return connection;
        }
      }
    }
    return connection;
  }

  private static <T> Supplier<T> once(Supplier<T> supplier) {
    return new Supplier<>() {
      private Optional<T> value = Optional.empty();

      @Override
      public synchronized T get() {
        if (value.isEmpty()) {
          value = Optional.of(supplier.get());
        }
        return value.get();
      }
    };
  }
}
