package dev.presently.core.engine;

final class InMemoryOwnPresenceStoreTest extends OwnPresenceStoreContract {
  @Override
  protected OwnPresenceStore create() {
    return new InMemoryOwnPresenceStore();
  }
}
