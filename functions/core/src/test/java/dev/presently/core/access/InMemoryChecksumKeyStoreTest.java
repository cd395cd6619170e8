package dev.presently.core.access;

final class InMemoryChecksumKeyStoreTest extends ChecksumKeyStoreContract {
  @Override
  protected ChecksumKeyStore create() {
    return new InMemoryChecksumKeyStore();
  }
}
