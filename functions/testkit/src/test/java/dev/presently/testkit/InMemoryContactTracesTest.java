package dev.presently.testkit;

import dev.presently.core.presence.ContactDataStore;
import dev.presently.core.presence.PresenceStore;

final class InMemoryContactTracesTest extends ContactDataStoreContract {
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
