package dev.presently.core.engine;

import dev.presently.core.session.SessionName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps own presences in memory; one call at a time sees and changes them. */
public final class InMemoryOwnPresenceStore implements OwnPresenceStore {
  private final Map<SessionName, OwnPresence> presences = new HashMap<>();

  @Override
  public synchronized Optional<OwnPresence> find(SessionName session) {
    return Optional.ofNullable(presences.get(session));
  }

  @Override
  public synchronized boolean save(OwnPresence own) {
    if (own.revision() != find(own.session()).map(OwnPresence::revision).orElse(0L)) {
      return false;
    }
    presences.put(
        own.session(),
        new OwnPresence(
            own.session(), own.availability(), own.lastSeen(), own.at(), own.revision() + 1));
    return true;
  }

  @Override
  public synchronized void remove(SessionName session) {
    presences.remove(session);
  }
}
