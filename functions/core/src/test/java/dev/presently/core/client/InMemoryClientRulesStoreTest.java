package dev.presently.core.client;

import dev.presently.core.session.InMemorySessionStore;
import dev.presently.core.session.SessionStore;

final class InMemoryClientRulesStoreTest extends ClientRulesStoreContract {
  private final InMemorySessionStore sessions = new InMemorySessionStore();

  @Override
  protected SessionStore sessions() {
    return sessions;
  }

  @Override
  protected ClientRulesStore create() {
    return new InMemoryClientRulesStore(sessions);
  }
}
