package dev.presently.core.engine;

import dev.presently.core.session.SessionName;
import java.util.Optional;

/** Stores the presences that loopback sessions have set for themselves. */
public interface OwnPresenceStore {
  Optional<OwnPresence> find(SessionName session);

  /**
   * Stores it if its revision is still the stored one (0: if there is none); false wrote nothing.
   */
  boolean save(OwnPresence own);

  void remove(SessionName session);
}
