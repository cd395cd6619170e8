package dev.presently.core.presence;

import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.util.Set;

/** Finds and removes whatever a session holds of somebody. Reads see every earlier write. */
public interface ContactDataStore {
  /**
   * The records of these chats with their participants, those of these people in any group, and the
   * LIDs that are among these addresses or lead to one. For a person, it reads all that the session
   * holds.
   */
  ContactRecords of(SessionName session, Set<Jid> addresses);

  /** Removes these, whatever they are by now; may be called again after it failed. */
  void remove(SessionName session, ContactRecords traces);
}
