package dev.presently.core.idempotency;

final class InMemoryIdempotencyStoreTest extends IdempotencyStoreContract {
  @Override
  protected IdempotencyStore create() {
    return new InMemoryIdempotencyStore();
  }
}
