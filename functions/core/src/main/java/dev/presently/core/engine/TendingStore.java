package dev.presently.core.engine;

import dev.presently.core.Page;
import dev.presently.core.session.SessionName;
import java.time.Instant;
import java.util.Optional;

/** Stores one {@link Tending} per session with a remote engine. */
public interface TendingStore {
  /** Sees every completed write. */
  Optional<Tending> find(SessionName session);

  /**
   * Stores it if its revision is still the stored one (0: if there is none); false wrote nothing.
   */
  boolean save(Tending tending);

  void remove(SessionName session);

  /**
   * The sessions with {@link Tending#dueAt} at this time or before, the earliest first, after the
   * cursor of the page before. Eventually consistent.
   */
  Page<SessionName> due(Instant now, Optional<String> after, int limit);
}
