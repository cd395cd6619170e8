package dev.presently.core.presence;

import dev.presently.core.Page;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Answers from our store, never from an engine; activities whose time is up have ended. */
public final class ReadPresence {
  private static final int RECORDS_AT_ONCE = 500;

  private final PresenceStore store;
  private final Clock clock;

  public ReadPresence(PresenceStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** One chat; empty when nothing at all is held about it. */
  public Optional<ChatView> find(SessionName session, Jid chat) {
    List<ContactRecord> records =
        chat.isGroup()
            ? store.group(session, chat)
            : store.find(PresenceKey.of(session, chat)).stream().toList();
    return records.isEmpty()
        ? Optional.empty()
        : Optional.of(ChatView.of(records.getFirst().key().chat(), records, clock.instant()));
  }

  /** One reading per chat, in the order asked; those of which nothing is held are unknown. */
  public List<ChatView> findAll(SessionName session, Collection<Jid> chats) {
    Map<Jid, ChatView> people = new HashMap<>();
    Instant now = clock.instant();
    for (ContactRecord record :
        store.findAll(session, chats.stream().filter(c -> !c.isGroup()).toList())) {
      ChatView reading = ChatView.of(record.key().contact(), List.of(record), now);
      people.put(record.key().contact(), reading);
      record
          .presence()
          .flatMap(presence -> presence.identity().lid())
          .ifPresent(lid -> people.put(lid, reading));
    }
    return chats.stream()
        .map(
            chat ->
                chat.isGroup()
                    ? find(session, chat).orElseGet(() -> ChatView.unknown(chat))
                    : Optional.ofNullable(people.get(chat))
                        .or(() -> byLid(session, chat))
                        .orElseGet(() -> ChatView.unknown(chat)))
        .distinct()
        .toList();
  }

  /** A LID whose record stands under a phone number that was not told with it. */
  private Optional<ChatView> byLid(SessionName session, Jid chat) {
    return chat.server() == Jid.Server.LID ? find(session, chat) : Optional.empty();
  }

  /**
   * The session's chats that are wanted, by address, from behind {@code after}. There is a next
   * page exactly when another wanted chat follows.
   */
  public Page<ChatView> list(
      SessionName session, Optional<String> after, int limit, Predicate<ChatView> wanted) {
    Iterator<ContactRecord> records =
        Page.each(next -> store.list(session, next.or(() -> after), RECORDS_AT_ONCE)).iterator();
    Instant now = clock.instant();
    List<ChatView> found = new ArrayList<>();
    String end = "";
    for (ChatIterator chats = new ChatIterator(records); chats.hasNext(); ) {
      List<ContactRecord> chat = chats.next();
      ChatView reading = ChatView.of(chat.getFirst().key().chat(), chat, now);
      if (wanted.test(reading)) {
        if (found.size() == limit) {
          return new Page<>(found, Optional.of(end));
        }
        found.add(reading);
        end = chat.getLast().key().path();
      }
    }
    return new Page<>(found, Optional.empty());
  }
}
