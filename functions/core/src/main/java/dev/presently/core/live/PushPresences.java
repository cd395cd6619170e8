package dev.presently.core.live;

import dev.presently.core.DependencyFailed;
import dev.presently.core.InParallel;
import dev.presently.core.Page;
import dev.presently.core.access.KeyStore;
import dev.presently.core.client.ClientRulesStore;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Change;
import dev.presently.core.presence.ChatView;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.NamedChat;
import dev.presently.core.presence.PresenceState;
import dev.presently.core.presence.ReadPresence;
import dev.presently.core.session.SessionName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Pushes changed presences to the connections that watch them: to each in order, to many at the
 * same time. A connection that is gone, may not watch any more or does not take a message is ended;
 * the others get theirs. A number's changes also go to those who watch a LID that leads to it.
 * Watchers are read page by page.
 */
public final class PushPresences {
  private static final int PAGE = 500;
  private static final int MOST_AT_ONCE = 32;
  private static final WatchedChat NOBODY =
      new WatchedChat(new SessionName("priming"), Jid.lid("1"));

  /** What changed, as far as watchers are concerned. */
  public sealed interface Changed {
    /** A contact's change and its record after it. */
    record OfContact(Change change, ContactRecord record) implements Changed {}

    /** A chat whose presence is read when it is pushed, as that of a group. */
    record OfChat(WatchedChat chat) implements Changed {}
  }

  /** What is told of a chat, in order, and the addresses under which it is watched. */
  private record Push(int number, Set<WatchedChat> addresses, List<Message> messages) {
    /** The name by which the watcher knows the chat, if that is none of its addresses. */
    Optional<WatchedChat> otherName(WatchedChat watched) {
      return Optional.of(watched).filter(watch -> !addresses.contains(watch.ofAsked()));
    }
  }

  /** A message, read and written if the chat is watched. */
  private final class Message {
    private final Supplier<ChatView> read;
    private final Optional<PresenceState> previous;
    private final Map<Jid, String> written = new ConcurrentHashMap<>();
    private Optional<ChatView> view = Optional.empty();

    private Message(Supplier<ChatView> read, Optional<PresenceState> previous) {
      this.read = read;
      this.previous = previous;
    }

    private synchronized ChatView view() {
      view = view.or(() -> Optional.of(read.get()));
      return view.orElseThrow();
    }

    /** For a watcher who gave this name. */
    String text(Jid asked) {
      NamedChat chat = new NamedChat(asked, view());
      return written.computeIfAbsent(
          chat.formerName().orElse(chat.view().chat()), _ -> messages.presence(chat, previous));
    }
  }

  /** That a connection is told of a chat under one name. */
  private record Told(ConnectionId connection, int push, Optional<WatchedChat> otherName) {}

  /** What one connection is to get. */
  private record Due(Watcher watch, List<Push> pushes, List<WatchedChat> chats) {}

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
   * Returns when every watcher has the changes or was ended, or this time is over. Repeated changes
   * are sent again.
   *
   * @return whether none is left: false if the time was over, or too much is sent at the moment
   * @throws DependencyFailed if the store or a read failed; some may have got their messages
   */
  public boolean push(List<Changed> changes, Duration within) {
    return new Call(pushes(changes), clock.instant(), within).push();
  }

  /** Calls what a push calls, about a chat that nobody watches: later calls are faster. */
  public void prime() {
    store.watchers(NOBODY, Optional.empty(), 1);
    sender.send(ConnectionId.NONE, messages.pong());
  }

  private List<Push> pushes(List<Changed> changes) {
    Map<WatchedChat, Push> pushes = new LinkedHashMap<>();
    for (Changed changed : new LinkedHashSet<>(changes)) {
      Push push =
          pushes.computeIfAbsent(
              chat(changed), _ -> new Push(pushes.size(), new HashSet<>(), new ArrayList<>()));
      push.addresses().addAll(addresses(changed));
      push.messages().add(message(changed));
    }
    return List.copyOf(pushes.values());
  }

  private static WatchedChat chat(Changed changed) {
    return switch (changed) {
      case Changed.OfContact(Change change, _) ->
          new WatchedChat(change.key().session(), change.key().contact());
      case Changed.OfChat(WatchedChat chat) -> chat;
    };
  }

  private static List<WatchedChat> addresses(Changed changed) {
    return switch (changed) {
      case Changed.OfContact(Change change, ContactRecord record) ->
          record.addresses().stream()
              .map(address -> new WatchedChat(change.key().session(), address))
              .toList();
      case Changed.OfChat(WatchedChat chat) -> List.of(chat);
    };
  }

  private Message message(Changed changed) {
    return switch (changed) {
      case Changed.OfContact(Change change, ContactRecord record) ->
          new Message(
              () -> ChatView.of(List.of(record), clock.instant()), Optional.of(change.previous()));
      case Changed.OfChat(WatchedChat chat) ->
          new Message(
              () ->
                  presences
                      .find(chat.session(), chat.chat())
                      .orElseGet(() -> ChatView.unknown(chat.chat())),
              Optional.empty());
    };
  }

  /** One batch of changes. */
  private final class Call {
    private final List<Push> pushes;
    private final Instant now;
    private final Instant end;
    private final ViewerCheck check;
    private final Map<WatchedChat, Boolean> leads = new ConcurrentHashMap<>();
    private final Set<Told> told = new HashSet<>();

    /** Ended, or not to be sent to any more. */
    private final Set<ConnectionId> done = ConcurrentHashMap.newKeySet();

    private volatile boolean isLeft;

    Call(List<Push> pushes, Instant now, Duration within) {
      this.pushes = pushes;
      this.now = now;
      this.end = now.plus(within);
      this.check = new ViewerCheck(keys, rules, now);
    }

    boolean push() {
      Map<WatchedChat, Optional<String>> pages = new LinkedHashMap<>();
      pushes.forEach(push -> push.addresses().forEach(chat -> pages.put(chat, Optional.empty())));
      while (!pages.isEmpty() && !isOver()) {
        List<Due> due = due(nextOf(pages));
        if (!due.isEmpty()) {
          InParallel.each(due, MOST_AT_ONCE, this::send);
        }
      }
      return !isLeft;
    }

    private boolean isOver() {
      boolean isOver = !clock.instant().isBefore(end);
      if (isOver) {
        isLeft = true;
      }
      return isOver;
    }

    /** Not again what a connection was told that was found on an earlier page. */
    private List<Due> due(Map<WatchedChat, List<Watcher>> watchers) {
      Map<ConnectionId, Due> due = new LinkedHashMap<>();
      for (Push push : pushes) {
        for (WatchedChat chat : push.addresses()) {
          for (Watcher watch : watchers.getOrDefault(chat, List.of())) {
            ConnectionId connection = watch.connection();
            if (!done.contains(connection)
                && told.add(new Told(connection, push.number(), push.otherName(watch.chat())))) {
              Due one =
                  due.computeIfAbsent(
                      connection, _ -> new Due(watch, new ArrayList<>(), new ArrayList<>()));
              one.pushes().add(push);
              one.chats().add(watch.chat());
            }
          }
        }
      }
      return List.copyOf(due.values());
    }

    private ConnectionId send(Due due) {
      ConnectionId connection = due.watch().connection();
      for (int i = 0; i < due.pushes().size() && !done.contains(connection); i++) {
        send(due, due.pushes().get(i), due.chats().get(i));
      }
      return connection;
    }

    private void send(Due due, Push push, WatchedChat chat) {
      ConnectionId connection = due.watch().connection();
      if (push.otherName(chat).isPresent() && !leads(chat)) {
        store.remove(connection, List.of(chat));
        return;
      }
      for (Message message : push.messages()) {
        if (isOver() || !isSent(due, chat, message)) {
          done.add(connection);
          return;
        }
      }
    }

    private boolean isSent(Due due, WatchedChat chat, Message message) {
      Watcher watch = due.watch();
      ConnectionId connection = watch.connection();
      EndConnection ending = new EndConnection(store, sender, messages);
      Optional<Refusal> refusal =
          now.isBefore(watch.validUntil())
              ? check.refusal(watch.viewer(), chat.session())
              : Optional.of(Refusal.EXPIRED);
      if (refusal.isPresent()) {
        ending.refuse(connection, refusal.get(), due.chats());
        return false;
      }
      switch (sender.send(connection, message.text(chat.asked()))) {
        case SENT -> {
          return true;
        }
        case BUSY -> isLeft = true;
        case GONE -> EndConnection.forget(store, connection, due.chats());
        case FAILED -> ending.drop(connection, due.chats());
      }
      return false;
    }

    /** Whether the name still leads to the chat: a LID may have moved to another number. */
    private boolean leads(WatchedChat watched) {
      return leads.computeIfAbsent(
          watched,
          name ->
              presences
                  .find(name.session(), name.asked())
                  .filter(view -> view.chat().equals(name.chat()))
                  .isPresent());
    }
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
}
