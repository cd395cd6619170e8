package dev.presently.core.access;

final class InMemoryKeyStoreTest extends KeyStoreContract {
  @Override
  protected KeyStore create() {
    return new InMemoryKeyStore();
  }
}
