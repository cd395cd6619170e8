package dev.presently.core.session;

import dev.presently.core.Page;
import dev.presently.core.contact.Jid;
import java.util.Optional;

/** Keeps sessions, and which loopback session answers to which address. */
public interface SessionStore {
  /** How a write ended; only {@code Saved} wrote anything. */
  sealed interface Result {
    record Saved(Session session) implements Result {}

    /** Another writer was first: the name exists already, or the revision has moved on. */
    record Outrun() implements Result {}

    /** Another loopback session answers to one of the addresses. */
    record JidTaken(Jid jid) implements Result {}
  }

  Optional<Session> find(SessionName name);

  /** Sessions by name, {@code after} excluded. */
  Page<Session> list(Optional<String> after, int limit);

  /**
   * Stores the session if its revision is still the stored one (0: if there is none of that name),
   * and claims its own JIDs and frees those of {@code before} in the same write.
   */
  Result save(Optional<Session> before, Session session);

  /** Removes the session and frees its JIDs; nothing happens when it is gone already. */
  void remove(Session session);

  /** The loopback session that answers to this address. */
  Optional<SessionName> ownerOf(Jid jid);
}
