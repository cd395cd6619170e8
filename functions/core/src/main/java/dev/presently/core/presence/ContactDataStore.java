package dev.presently.core.presence;

import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.util.Set;

/** Finds and removes a session's data about contacts. Reads are strongly consistent. */
public interface ContactDataStore {
  /**
   * The records of these chats and their participants, the records of these people in any group,
   * and the LIDs that are among these addresses or linked to one, also in groups. For a person,
   * scans all records of the session.
   */
  ContactRecords of(SessionName session, Set<Jid> addresses);

  /** Removes these records regardless of their revision; idempotent. */
  void remove(SessionName session, ContactRecords data);
}
