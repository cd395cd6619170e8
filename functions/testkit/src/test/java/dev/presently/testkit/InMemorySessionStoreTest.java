package dev.presently.testkit;

import dev.presently.core.session.SessionStore;

final class InMemorySessionStoreTest extends SessionStoreContract {
  @Override
  protected SessionStore create() {
    return new InMemorySessionStore();
  }
}
