package dev.presently.testkit;

import dev.presently.core.presence.PresenceStore;

final class InMemoryPresenceStoreTest extends PresenceStoreContract {
  @Override
  protected PresenceStore create() {
    return new InMemoryPresenceStore();
  }
}
