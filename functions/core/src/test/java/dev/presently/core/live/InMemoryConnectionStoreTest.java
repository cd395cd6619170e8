package dev.presently.core.live;

final class InMemoryConnectionStoreTest extends ConnectionStoreContract {
  @Override
  protected ConnectionStore create() {
    return new InMemoryConnectionStore();
  }
}
