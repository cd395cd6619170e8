package dev.presently.core.presence;

import dev.presently.core.Page;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what sessions hold about contacts. Reads see every write that was answered before them. A
 * LID that was linked to a phone number leads to the phone number's record.
 */
public interface PresenceStore {
  /** The record under this key, or the one that its LID was linked to. */
  Optional<ContactRecord> find(PresenceKey key);

  /** The records of these people that exist, linked LIDs followed, each once. */
  List<ContactRecord> findAll(SessionName session, Collection<Jid> contacts);

  /** The group's own record, where there is one, and its participants'. */
  List<ContactRecord> group(SessionName session, Jid group);

  /** A session's records by {@link PresenceKey#path}, {@code after} excluded. */
  Page<ContactRecord> list(SessionName session, Optional<String> after, int limit);

  /** Stores the record if its revision is still the stored one; false wrote nothing. */
  boolean save(ContactRecord record);

  /**
   * Stores the record and makes the LID lead to it, all or nothing: false when either side moved
   * on. {@code absorbed} is the LID's own record, which is gone then.
   */
  boolean saveLinked(ContactRecord record, Jid lid, Optional<ContactRecord> absorbed);

  /** Forgets all that the session holds; may be called again after it failed. */
  void removeAll(SessionName session);
}
