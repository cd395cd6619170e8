package dev.presently.core.engine;

class InMemoryTendingStoreTest extends TendingStoreContract {
  @Override
  protected TendingStore create() {
    return new InMemoryTendingStore();
  }
}
