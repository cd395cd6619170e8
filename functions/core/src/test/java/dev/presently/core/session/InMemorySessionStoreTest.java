package dev.presently.core.session;

final class InMemorySessionStoreTest extends SessionStoreContract {
  @Override
  protected SessionStore create() {
    return new InMemorySessionStore();
  }
}
