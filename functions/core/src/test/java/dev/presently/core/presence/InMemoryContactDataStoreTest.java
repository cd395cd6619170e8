package dev.presently.core.presence;

final class InMemoryContactDataStoreTest extends ContactDataStoreContract {
  private final InMemoryPresenceStore store = new InMemoryPresenceStore();

  @Override
  protected ContactDataStore traces() {
    return store;
  }

  @Override
  protected PresenceStore store() {
    return store;
  }
}
