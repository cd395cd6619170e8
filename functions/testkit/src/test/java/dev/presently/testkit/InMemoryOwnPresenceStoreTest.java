package dev.presently.testkit;

import dev.presently.core.engine.OwnPresenceStore;

final class InMemoryOwnPresenceStoreTest extends OwnPresenceStoreContract {
  @Override
  protected OwnPresenceStore create() {
    return new InMemoryOwnPresenceStore();
  }
}
