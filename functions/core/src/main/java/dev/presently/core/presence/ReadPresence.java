package dev.presently.core.presence;

import dev.presently.core.Page;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Gatherer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads presences from the store, never from an engine; expired activities have ended. */
public final class ReadPresence {
  private static final int PAGE_SIZE = 500;

  private final PresenceStore store;
  private final Clock clock;

  public ReadPresence(PresenceStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** One chat; empty if there is no record of it. */
  public Optional<ChatView> find(SessionName session, Jid chat) {
    List<ContactRecord> records =
        chat.isGroup()
            ? store.group(session, chat)
            : store.find(PresenceKey.of(session, chat)).stream().toList();
    return Optional.of(records)
        .filter(found -> !found.isEmpty())
        .map(found -> ChatView.of(found, clock.instant()));
  }

  /**
   * One view per chat, in the order requested; unknown for a chat without records. A group is read
   * when the stream gets there.
   */
  public Stream<ChatView> findAll(SessionName session, Collection<Jid> chats) {
    return findEach(session, chats).map(NamedChat::view).distinct();
  }

  /** The same, one for each name. */
  public Stream<NamedChat> findEach(SessionName session, Collection<Jid> chats) {
    Map<Jid, ChatView> people = new HashMap<>();
    Instant now = clock.instant();
    List<Jid> contacts = chats.stream().filter(chat -> !chat.isGroup()).toList();
    for (ContactRecord record : store.findAll(session, contacts)) {
      ChatView view = ChatView.of(List.of(record), now);
      people.put(view.chat(), view);
      record
          .presence()
          .flatMap(presence -> presence.identity().lid())
          .ifPresent(lid -> people.put(lid, view));
    }
    return chats.stream()
        .map(
            chat ->
                new NamedChat(
                    chat,
                    Optional.ofNullable(people.get(chat))
                        .or(() -> findGroupOrLid(session, chat))
                        .orElseGet(() -> ChatView.unknown(chat))));
  }

  /** A group, or a LID that is linked to a record which does not name it. */
  private Optional<ChatView> findGroupOrLid(SessionName session, Jid chat) {
    return chat.isGroup() || chat.server() == Jid.Server.LID
        ? find(session, chat)
        : Optional.empty();
  }

  /**
   * The session's chats after {@code after} that match, by address. The stream reads on when it
   * gets there, one page at a time.
   */
  public Stream<ChatView> list(
      SessionName session, Optional<Jid> after, Predicate<ChatView> filter) {
    Optional<String> last = after.map(ReadPresence::lastPath);
    Iterable<ContactRecord> records =
        Page.each(next -> store.list(session, next.or(() -> last), PAGE_SIZE));
    Instant now = clock.instant();
    return StreamSupport.stream(records.spliterator(), false)
        .gather(byChat())
        .map(chat -> ChatView.of(chat, now))
        .filter(filter);
  }

  /** Not before the last record of the chat: a group's participants come after the group. */
  private static String lastPath(Jid chat) {
    return chat.isGroup() ? chat + "#~" : chat.toString();
  }

  /** Joins the records of each chat, which are adjacent in a session's list. */
  private static Gatherer<ContactRecord, ?, List<ContactRecord>> byChat() {
    return Gatherer.<ContactRecord, List<ContactRecord>, List<ContactRecord>>ofSequential(
        ArrayList::new,
        (chat, record, downstream) -> {
          boolean ends =
              !chat.isEmpty() && !chat.getFirst().key().chat().equals(record.key().chat());
          boolean more = !ends || downstream.push(List.copyOf(chat));
          if (ends) {
            chat.clear();
          }
          chat.add(record);
          return more;
        },
        (chat, downstream) -> {
          if (!chat.isEmpty()) {
            downstream.push(List.copyOf(chat));
          }
        });
  }
}
