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
  public Optional<Reading> find(SessionName session, Jid chat) {
    List<ContactRecord> records =
        chat.isGroup()
            ? store.group(session, chat)
            : store.find(PresenceKey.of(session, chat)).stream().toList();
    return records.isEmpty()
        ? Optional.empty()
        : Optional.of(Reading.of(records.getFirst().key().chat(), records, clock.instant()));
  }

  /** One reading per chat, in the order asked; those of which nothing is held are unknown. */
  public List<Reading> findAll(SessionName session, Collection<Jid> chats) {
    Map<Jid, Reading> people = new HashMap<>();
    Instant now = clock.instant();
    for (ContactRecord record :
        store.findAll(session, chats.stream().filter(c -> !c.isGroup()).toList())) {
      Reading reading = Reading.of(record.key().contact(), List.of(record), now);
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
                    ? find(session, chat).orElseGet(() -> Reading.unknown(chat))
                    : Optional.ofNullable(people.get(chat))
                        .or(() -> byLid(session, chat))
                        .orElseGet(() -> Reading.unknown(chat)))
        .distinct()
        .toList();
  }

  /** A LID whose record stands under a phone number that was not told with it. */
  private Optional<Reading> byLid(SessionName session, Jid chat) {
    return chat.server() == Jid.Server.LID ? find(session, chat) : Optional.empty();
  }

  /**
   * The session's chats that are wanted, by address, from behind {@code after}. There is a next
   * page exactly when another wanted chat follows.
   */
  public Page<Reading> list(
      SessionName session, Optional<String> after, int limit, Predicate<Reading> wanted) {
    Iterator<ContactRecord> records =
        Page.each(next -> store.list(session, next.or(() -> after), RECORDS_AT_ONCE)).iterator();
    Instant now = clock.instant();
    List<Reading> found = new ArrayList<>();
    String end = "";
    for (Chats chats = new Chats(records); chats.hasNext(); ) {
      List<ContactRecord> chat = chats.next();
      Reading reading = Reading.of(chat.getFirst().key().chat(), chat, now);
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
