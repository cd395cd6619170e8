package dev.presently.core.presence;

import dev.presently.core.Page;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Stores each session's records of contacts. Reads are strongly consistent. A LID that is linked to
 * a phone number leads to the phone number's record, also in a group where it had one of its own.
 */
public interface PresenceStore {
  /** The record of this key, or the one that its LID is linked to. */
  Optional<ContactRecord> find(PresenceKey key);

  /** The records of these people that exist, linked LIDs followed, each once. */
  List<ContactRecord> findAll(SessionName session, Collection<Jid> contacts);

  /** The group's own record, if any, and its participants'. */
  List<ContactRecord> group(SessionName session, Jid group);

  /** A session's records by {@link PresenceKey#path}, {@code after} excluded. */
  Page<ContactRecord> list(SessionName session, Optional<String> after, int limit);

  /** Stores the record if its revision is still the stored one; false wrote nothing. */
  boolean save(ContactRecord record);

  /**
   * Stores the record and links the LID to it, atomically; false if any has changed since it was
   * read. {@code former} is the LID's own record, which this replaces, or the one of the number
   * that the LID was linked to, which is stored.
   */
  boolean saveLinked(ContactRecord record, Jid lid, Optional<ContactRecord> former);

  /** The groups with a record of this address, in any order. */
  List<Jid> groupsOf(SessionName session, Jid contact);

  /**
   * Stores a person's record in a group, atomically; false if it or {@code person}, the person's
   * own record, has changed since it was read. {@code former} is the record of another address in
   * the group: a LID's is replaced and leads to this one, a number's is stored, and the LID that
   * left it leads to this one. A person's first record in a group must be stored by this.
   */
  boolean saveParticipant(
      ContactRecord participant, ContactRecord person, Optional<ContactRecord> former);

  /** Removes all records of the session; may be repeated after a failure. */
  void removeAll(SessionName session);
}
