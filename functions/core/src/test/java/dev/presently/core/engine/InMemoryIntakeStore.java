package dev.presently.core.engine;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.PresenceStore;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.util.Set;

/** Reads what other stores keep in memory. */
public record InMemoryIntakeStore(SessionStore sessions, PresenceStore presences)
    implements IntakeStore {
  @Override
  public Found find(SessionName session, Set<PresenceKey> keys) {
    return new Found(
        sessions.find(session),
        keys.stream()
            .collect(
                toMap(
                    identity(),
                    key -> presences.find(key).orElseGet(() -> ContactRecord.none(key)))));
  }
}
