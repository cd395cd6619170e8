package dev.presently.core.engine;

import dev.presently.core.presence.InMemoryPresenceStore;
import dev.presently.core.presence.PresenceStore;
import dev.presently.core.session.InMemorySessionStore;
import dev.presently.core.session.SessionStore;

final class InMemoryIntakeStoreTest extends IntakeStoreContract {
  private final InMemorySessionStore sessions = new InMemorySessionStore();
  private final InMemoryPresenceStore presences = new InMemoryPresenceStore();

  @Override
  protected IntakeStore create() {
    return new InMemoryIntakeStore(sessions, presences);
  }

  @Override
  protected SessionStore sessions() {
    return sessions;
  }

  @Override
  protected PresenceStore presences() {
    return presences;
  }
}
