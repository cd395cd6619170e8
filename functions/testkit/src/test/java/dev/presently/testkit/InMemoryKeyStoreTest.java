package dev.presently.testkit;

import dev.presently.core.access.KeyStore;

final class InMemoryKeyStoreTest extends KeyStoreContract {
  @Override
  protected KeyStore create() {
    return new InMemoryKeyStore();
  }
}
