package dev.presently.core.engine;

import dev.presently.core.Page;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.PresenceStore;
import dev.presently.core.session.SessionName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The next contacts of a session that its engine is to be asked for. {@code reached} is the path of
 * the last record that was looked at.
 */
record ContactsToAsk(List<Contact> contacts, String reached, boolean isEnd) {
  record Contact(Jid jid, String path) {}

  /** Usually the next record is one, and the rest of a page is read in vain. */
  private static final int FIRST_PAGE = 10;

  private static final int PAGE = 250;
  private static final int LOOKED_THROUGH = 1_000;

  /** Looks through some thousand records at most; then {@code isEnd} is false. */
  static ContactsToAsk find(
      PresenceStore presences,
      SessionName session,
      Optional<String> after,
      Instant askBefore,
      int limit) {
    List<Contact> contacts = new ArrayList<>();
    Optional<String> position = after;
    for (int looked = 0; looked < LOOKED_THROUGH; ) {
      Page<ContactRecord> page = presences.list(session, position, looked == 0 ? FIRST_PAGE : PAGE);
      for (ContactRecord record : page.items()) {
        position = Optional.of(record.key().path());
        if (needsAsking(record, askBefore)) {
          contacts.add(new Contact(record.key().contact(), record.key().path()));
        }
        if (contacts.size() == limit) {
          return new ContactsToAsk(contacts, record.key().path(), false);
        }
      }
      if (page.next().isEmpty()) {
        return new ContactsToAsk(contacts, position.orElse(""), true);
      }
      looked += page.items().size();
      position = page.next();
    }
    return new ContactsToAsk(contacts, position.orElse(""), false);
  }

  private static boolean needsAsking(ContactRecord record, Instant askBefore) {
    return record.key().group().isEmpty()
        && record
            .subscription()
            .filter(subscription -> subscription.needsAsking(askBefore))
            .isPresent();
  }
}
