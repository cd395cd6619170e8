package dev.presently.core.engine;

import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what the events of one body are applied to. Sees every completed write. */
public interface IntakeStore {
  /**
   * The session, and for each key the record, or the one that its LID is linked to; a record
   * without revision if there is none. May hold records of further keys.
   */
  record Found(Optional<Session> session, Map<PresenceKey, ContactRecord> records) {
    public Found {
      records = Map.copyOf(records);
    }
  }

  /** Reads them together; each is read consistently, but not all at the same moment. */
  Found find(SessionName session, Set<PresenceKey> keys);
}
