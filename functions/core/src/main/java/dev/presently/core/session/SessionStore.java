package dev.presently.core.session;

import dev.presently.core.Page;
import dev.presently.core.contact.Jid;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Stores sessions, and which loopback session owns which address. */
public interface SessionStore {
  /** Only {@code Saved} wrote anything. */
  sealed interface Result {
    record Saved(Session session) implements Result {}

    /** The name exists already, or the revision has changed. */
    record Conflict() implements Result {}

    /** Another loopback session owns one of the addresses. */
    record JidTaken(Jid jid) implements Result {}
  }

  Optional<Session> find(SessionName name);

  /** The existing sessions in the order of the names, which must be distinct. */
  List<Session> findAll(Collection<SessionName> names);

  /** Sessions by name, {@code after} excluded. */
  Page<Session> list(Optional<String> after, int limit);

  /**
   * Stores the session if its revision is unchanged (0: if the name is free), claims its own JIDs
   * and frees those of {@code before} in the same write.
   */
  Result save(Optional<Session> before, Session session);

  /** Removes the session and frees its JIDs; does nothing if there is none. */
  void remove(Session session);

  /** The loopback session that owns this address. */
  Optional<SessionName> ownerOf(Jid jid);
}
